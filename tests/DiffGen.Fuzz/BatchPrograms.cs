using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using System.Text;
using System.Text.RegularExpressions;
using DiffGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Fuzz;

/// <summary>Batch companions of random programs against their calls one by one: numbers of each call, buffers that all calls share.</summary>
internal static partial class BatchPrograms
{
    private const int PerAssembly = 100;

    public static int Run(ulong seed, int count, int jobs, string? file)
    {
        int done = 0, wrong = 0, right = 0, lanes = 0, throwing = 0, unstable = 0, refused = 0;
        Console.WriteLine($"batches of random programs, seeds {seed} to {seed + (ulong)count - 1}");
        Seeds.InParts(seed, count, PerAssembly, jobs, seeds => (seeds.Length, Check([.. seeds.Select(ProgramWriter.Write).Where(Fits)])), Add);
        return wrong;

        void Add((int Many, List<(RandomProgram Program, BatchVerdict Verdict)> Checked) part)
        {
            foreach ((RandomProgram program, BatchVerdict verdict) in part.Checked)
            {
                switch (verdict)
                {
                    case { IsRefused: true }:
                        refused++;
                        break;
                    case { Found: null }:
                        right++;
                        lanes += verdict.InLanes ? 1 : 0;
                        throwing += verdict.Throws ? 1 : 0;
                        unstable += verdict.HangsOnLastDigit ? 1 : 0;
                        break;
                    default:
                        wrong++;
                        string text = $"=== batch, seed {program.Seed}: {verdict.Found}\n{Batched(program, "P")}\n";
                        Console.WriteLine(text);
                        if (file is not null)
                        {
                            File.AppendAllText(file, text);
                        }

                        break;
                }
            }

            done += part.Many;
            Console.WriteLine($"{done} of {count}: {right} batches right, {lanes} of them in lanes, {throwing} that throw, {unstable} that hang on the last digit, {refused} refused, {wrong} wrong");
        }
    }

    /// <param name="Found">What is wrong; null where nothing is.</param>
    private sealed record BatchVerdict(string? Found, bool InLanes, bool Throws, bool IsRefused, bool HangsOnLastDigit = false);

    /// <summary>A real result; numbers and buffers of numbers, by value.</summary>
    private static bool Fits(RandomProgram program) => program.IsScalar && program.Receiver is null
        && program.Parameters.All(p => p.Passing is Passing.Value or Passing.In && p.Composite is null && p.Shape is not (Shape.Jagged or Shape.Composite))
        && program.Parameters.Any(p => !p.IsBuffer);

    private static List<(RandomProgram Program, BatchVerdict Verdict)> Check(RandomProgram[] programs)
    {
        SyntaxTree[] trees = [.. programs.Select((p, i) => Parsed(Batched(p, "P" + i), "P" + i))];
        CSharpCompilation before = Batch.Compilation("Batches", trees);
        CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: Batch.ParseOptions, optionsProvider: Batch.Alone).RunGeneratorsAndUpdateCompilation(before, out Compilation after, out var reported);
        var verdicts = new BatchVerdict?[programs.Length];
        foreach (Diagnostic diagnostic in reported.Where(d => d.Severity == DiagnosticSeverity.Error && d.Location.SourceTree is not null))
        {
            verdicts[Owner(diagnostic.Location.SourceTree!.FilePath)] = diagnostic.Id.StartsWith("DG9", StringComparison.Ordinal) ? new BatchVerdict(diagnostic.ToString(), false, false, false) : new BatchVerdict(null, false, false, true);
        }

        after = after.AddSyntaxTrees(Enumerable.Range(0, programs.Length).Where(i => verdicts[i] is null).Select(i => Parsed(Driver(programs[i], "P" + i), "D" + i)));
        using var image = new MemoryStream();
        foreach (Diagnostic error in after.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
        {
            verdicts[Owner(error.Location.SourceTree!.FilePath)] ??= new BatchVerdict(error.ToString(), false, false, false);
        }

        if (verdicts.Any(v => v is { Found: not null }))
        {
            after = after.RemoveAllSyntaxTrees().AddSyntaxTrees([.. after.SyntaxTrees.Where(t => verdicts[Owner(t.FilePath)] is not { Found: not null })]);
            image.SetLength(0);
            var errors = after.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
            if (errors.Length > 0)
            {
                throw new InvalidOperationException(errors[0].ToString());
            }
        }

        image.Position = 0;
        var context = new AssemblyLoadContext("Batches", isCollectible: true);
        System.Reflection.Assembly assembly = context.LoadFromStream(image);
        var found = new List<(RandomProgram, BatchVerdict)>();
        for (int i = 0; i < programs.Length; i++)
        {
            found.Add((programs[i], verdicts[i] ?? Compare(assembly, programs[i], i)));
        }

        context.Unload();
        return found;
    }

    private static BatchVerdict Compare(System.Reflection.Assembly assembly, RandomProgram program, int i)
    {
        var subject = (BatchSubject)Activator.CreateInstance(assembly.GetType("DP" + i, throwOnError: true)!)!;
        bool inLanes = assembly.GetType("P" + i, throwOnError: true)!.GetMethods(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic).Any(m => m.Name.StartsWith("FGradientBatchLanes", StringComparison.Ordinal));
        string? found = null;
        var thread = new System.Threading.Thread(() => found = subject.Run(unchecked((int)program.Seed), program.UsesFloat ? 2e-3 : 1e-9), 16 << 20) { IsBackground = true };
        thread.Start();
        return new BatchVerdict(thread.Join(TimeSpan.FromSeconds(30)) ? found : "longer than 30 s", inLanes, subject.Throws, false, subject.HangsOnLastDigit);
    }

    private static int Owner(string path) => int.Parse(OwnerName().Match(Path.GetFileName(path)).Groups[1].Value, CultureInfo.InvariantCulture);

    private static SyntaxTree Parsed(string text, string name) => CSharpSyntaxTree.ParseText(text, Batch.ParseOptions, name + ".cs", Encoding.UTF8);

    /// <summary>The program with batch companions and uniform buffers.</summary>
    private static string Batched(RandomProgram program, string name)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(program.Source.Replace(RandomProgram.ClassName, name, StringComparison.Ordinal), Batch.ParseOptions).GetRoot();
        MethodDeclarationSyntax method = root.DescendantNodes().OfType<MethodDeclarationSyntax>().First(m => m.Identifier.Text == "F");
        var marked = (AttributeListSyntax)((CompilationUnitSyntax)CSharpSyntaxTree.ParseText("[DiffGen.Differentiable(Batch = true)] class C { }").GetRoot()).DescendantNodes().OfType<AttributeListSyntax>().First();
        var uniform = (AttributeListSyntax)((CompilationUnitSyntax)CSharpSyntaxTree.ParseText("[DiffGen.Uniform] class C { }").GetRoot()).DescendantNodes().OfType<AttributeListSyntax>().First();
        MethodDeclarationSyntax changed = method.WithAttributeLists(SyntaxFactory.SingletonList(marked.WithTrailingTrivia(SyntaxFactory.Space)))
            .WithParameterList(method.ParameterList.WithParameters(SyntaxFactory.SeparatedList(method.ParameterList.Parameters.Select((p, i) => IsUniform(program, i) ? p.AddAttributeLists(uniform.WithTrailingTrivia(SyntaxFactory.Space)) : p))));
        return root.ReplaceNode(method, changed).ToFullString();
    }

    /// <summary>Buffers, and every third number.</summary>
    private static bool IsUniform(RandomProgram program, int i) => program.Parameters[i].IsBuffer || (i % 3 == 2 && program.Parameters[i].Shape == Shape.Real);

    private static string Driver(RandomProgram program, string name)
    {
        Parameter[] all = [.. program.Parameters];
        string r = program.Result;
        string element(Parameter p) => p.Shape switch { Shape.Int => "int", Shape.Bool => "bool", _ => p.Real };
        string made(Parameter p, int i, string tangent) => p.Shape == Shape.Matrix ? $"Matrix<{p.Real}>(random)"
            : p.IsBuffer ? $"Fill<{p.Real}>(random, 5)"
            : IsUniform(program, i) ? $"Fill<{p.Real}>(random, 1)[0]"
            : p.Shape == Shape.Int && tangent.Length == 0 ? "Integers(random, count)" : p.Shape == Shape.Bool && tangent.Length == 0 ? "Truths(random, count)" : $"Fill<{element(p)}>(random, count)";
        (Parameter P, int I)[] active = [.. all.Select((p, i) => (p, i)).Where(x => x.p.IsActive)];
        string at(Parameter p, int i, string suffix) => p.Name + suffix + (IsUniform(program, i) ? "" : "[i]");
        string own = string.Join(", ", all.Select((p, i) => at(p, i, "_")));
        string whole = string.Join(", ", all.Select(p => p.Name + "_"));
        (Parameter P, int I)[] buffers = [.. active.Where(x => x.P.IsBuffer)], returned = [.. active.Where(x => !x.P.IsBuffer)], sums = [.. returned.Where(x => IsUniform(program, x.I))], perCall = [.. returned.Where(x => !IsUniform(program, x.I))];
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"using System; using DiffGen.Fuzz; public sealed class D{name} : BatchSubject {{ public override string? Run(int seed, double tolerance) {{ var random = new Random(seed);");
        text.AppendLine("foreach (int count in new[] { 19, 8 }) {");
        for (int i = 0; i < all.Length; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"var {all[i].Name}_ = {made(all[i], i, "")};");
            if (all[i].IsActive)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"var {all[i].Name}_t = {made(all[i], i, "t")};");
            }
        }

        string list(IEnumerable<string> parts) => string.Concat(parts.Select(p => ", " + p));
        string tangents = list(active.Select(x => at(x.P, x.I, "_t"))), wholeTangents = list(active.Select(x => x.P.Name + "_t"));
        text.AppendLine(CultureInfo.InvariantCulture, $"var value1 = new {r}[count]; var valueJvp = new {r}[count]; var valueVjp = new {r}[count]; var tangent1 = new {r}[count]; var value = new {r}[count]; var tangent = new {r}[count]; Exception? ofValue = null, ofJvp = null, ofVjp = null;");
        foreach ((Parameter p, int _) in active)
        {
            text.AppendLine(p.Shape == Shape.Matrix ? $"var {p.Name}_g = new {p.Real}[{p.Name}_.GetLength(0), {p.Name}_.GetLength(1)]; var {p.Name}_h = new {p.Real}[{p.Name}_.GetLength(0), {p.Name}_.GetLength(1)];"
                : p.IsBuffer ? $"var {p.Name}_g = new {p.Real}[{p.Name}_.Length]; var {p.Name}_h = Fill<{p.Real}>(random, {p.Name}_.Length);"
                : sums.Any(x => x.P == p) ? $"{p.Real} {p.Name}_g = 0; {p.Real} {p.Name}_h = 0;"
                : $"var {p.Name}_g = new {p.Real}[count]; var {p.Name}_h = new {p.Real}[count];");
        }

        // A companion may refuse where the method does not: arrays of two lengths in one variable.
        void companion(string into) => text.AppendLine(CultureInfo.InvariantCulture, $"}} catch (RunawayException) {{ return null; }} catch (Exception e) {{ {into} ??= e; }}");
        text.AppendLine(CultureInfo.InvariantCulture, $"for (int i = 0; i < count; i++) {{ try {{ value1[i] = {name}.F({own});");
        companion("ofValue");
        text.AppendLine(CultureInfo.InvariantCulture, $"try {{ (valueJvp[i], tangent1[i]) = {name}.FJvp({own}{tangents});");
        companion("ofJvp");
        text.AppendLine("try {");
        string seedOf = r == "float" ? "1f" : "1.0";
        text.AppendLine(CultureInfo.InvariantCulture, $"{(returned.Length == 0 ? "valueVjp[i] = " : "var all = ")}{name}.FVjp({own}, {seedOf}{list(buffers.Select(x => x.P.Name + "_g"))});");
        text.AppendLine(returned.Length == 0 ? "" : "valueVjp[i] = all.Item1;");
        for (int k = 0; k < returned.Length; k++)
        {
            Parameter p = returned[k].P;
            text.AppendLine(CultureInfo.InvariantCulture, $"{p.Name}_g{(sums.Any(x => x.P == p) ? " +" : "[i] ")}= all.Item{k + 2};");
        }

        companion("ofVjp");
        text.AppendLine("}");
        text.AppendLine("Throws |= ofVjp is not null;");
        text.AppendLine("if ((ofJvp is null && Compare(value1, valueJvp, tolerance) is not null) || (ofVjp is null && Compare(value1, valueVjp, tolerance) is not null)) { HangsOnLastDigit = true; return null; }");
        text.AppendLine(CultureInfo.InvariantCulture, $"if (Differs(ofValue, () => {name}.FBatch({whole}, value)) is {{ }} a) return \"FBatch: \" + a; if (ofValue is null && Compare(value1, value, tolerance) is {{ }} b) return \"FBatch: \" + b;");
        text.AppendLine(CultureInfo.InvariantCulture, $"Array.Clear(value); if (Differs(ofJvp, () => {name}.FJvpBatch({whole}{wholeTangents}, value, tangent)) is {{ }} c) return \"FJvpBatch: \" + c; if (ofJvp is null && (Compare(value1, value, tolerance) ?? Compare(tangent1, tangent, 10 * tolerance)) is {{ }} d) return \"FJvpBatch: \" + d;");
        string sumTargets = sums.Length == 0 ? "" : sums.Length == 1 ? sums[0].P.Name + "_h = " : "(" + string.Join(", ", sums.Select(s => s.P.Name + "_h")) + ") = ";
        text.AppendLine(CultureInfo.InvariantCulture, $"Array.Clear(value); if (Differs(ofVjp, () => {{ {sumTargets}{name}.FGradientBatch({whole}, value{list(active.Where(x => x.P.IsBuffer || !IsUniform(program, x.I)).Select(x => x.P.Name + "_h"))}); }}) is {{ }} e1) return \"FGradientBatch: \" + e1; if (ofVjp is null) {{ if (Compare(value1, value, tolerance) is {{ }} f) return \"value of FGradientBatch: \" + f;");
        foreach ((Parameter p, int i) in active)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"if (Compare({p.Name}_g, {p.Name}_h, {(IsUniform(program, i) ? "1000" : "10")} * tolerance) is {{ }} g{p.Name}) return \"{p.Name}Grad: \" + g{p.Name};");
        }

        text.AppendLine("} } return null; } }");
        return text.ToString();
    }

    [GeneratedRegex(@"^[PD](\d+)\.")]
    private static partial Regex OwnerName();
}
