using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using DiffGen;
using DiffGen.Generator;
using DiffGen.GeneratorBenchmarks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

// What the generator costs in an editor: after an edit of one method of 300 lines, and of one of a hundred methods of 50 lines. Warm; the least of many edits: what else the machine does only adds to it.
const int Warm = 30, Edits = 40;
MetadataReference[] references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p)), MetadataReference.CreateFromFile(typeof(Diff).Assembly.Location)];
CSharpParseOptions options = CSharpParseOptions.Default;

Console.WriteLine("| edit | binding of the bodies | generator, all of it | generator / binding | generator less binding |");
Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
Row("one method of 300 lines", 1, 300);
Row("one of 100 methods of 50 lines", 100, 50);

void Row(string name, int methods, int lines)
{
    SyntaxTree[] trees = [.. Enumerable.Range(0, methods).Select(i => CSharpSyntaxTree.ParseText(Sources.File(i, lines, 0.3), options, "Model" + i + ".cs"))];
    CSharpCompilation compilation = CSharpCompilation.Create("Edited", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    GeneratorDriver driver = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: options);
    driver = driver.RunGenerators(compilation);
    var binding = new List<double>();
    var generating = new List<double>();
    for (int edit = 0; edit < Warm + Edits; edit++)
    {
        int at = edit % methods;
        SyntaxTree changed = CSharpSyntaxTree.ParseText(Sources.File(at, lines, 0.3 + (0.001 * (edit + 1))), options, "Model" + at + ".cs");
        compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.First(t => t.FilePath == changed.FilePath), changed);

        // Of a copy each, so that neither finds what the other has bound.
        CSharpCompilation bound = compilation.Clone();
        long start = Stopwatch.GetTimestamp();
        foreach (SyntaxTree tree in bound.SyntaxTrees)
        {
            SemanticModel model = bound.GetSemanticModel(tree);
            foreach (MethodDeclarationSyntax method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            {
                _ = model.GetOperation(method);
            }
        }

        double bindingTime = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        CSharpCompilation fresh = compilation.Clone();
        start = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(fresh);
        double generatorTime = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (driver.GetRunResult().Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new InvalidOperationException(error.ToString());
        }

        if (edit >= Warm)
        {
            binding.Add(bindingTime);
            generating.Add(generatorTime);
        }
    }

    double b = binding.Min(), g = generating.Min();
    Console.WriteLine(FormattableString.Invariant($"| {name} | {b:F2} ms | {g:F2} ms | {g / b:F2} | {g - b:F2} ms |"));
}
