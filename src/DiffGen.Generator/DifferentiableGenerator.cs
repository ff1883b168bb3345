using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Emit;
using DiffGen.Generator.Frontend;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace DiffGen.Generator;

/// <summary>
/// Wires the steps: read each marked method; link it with the methods its derivatives go through; write its companions.
/// Only the first step sees the compilation; the others run again only where the models they take have changed.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class DifferentiableGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<MarkedMethod> methods = context.SyntaxProvider.ForAttributeWithMetadataName(
            "DiffGen.DifferentiableAttribute",
            static (node, _) => node is MethodDeclarationSyntax,
            static (attribute, cancellation) => KeptReadings.Of(attribute, cancellation));

        IncrementalValuesProvider<MarkedModel> models = methods.Select(static (method, _) => method.Model).WithTrackingName("DiffGen.Lowered");
        IncrementalValueProvider<FunctionTable> table = models.Collect().Select(static (all, _) => new FunctionTable(all));
        IncrementalValueProvider<bool> isLibrary = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => !(options.GlobalOptions.TryGetValue("diffgen_library_members", out string? value) && value.Equals("false", System.StringComparison.OrdinalIgnoreCase)));
        IncrementalValuesProvider<LinkedMethod> linked = models
            .Combine(table)
            .SelectMany(static (pair, _) => pair.Right.Link(pair.Left) is { } method ? ImmutableArray.Create(method) : ImmutableArray<LinkedMethod>.Empty)
            .Combine(isLibrary)
            .Select(static (pair, _) => pair.Right ? pair.Left : pair.Left with { Shape = pair.Left.Shape with { IsExported = false } })
            .WithTrackingName("DiffGen.Linked");
        IncrementalValueProvider<bool> vectorizes = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => !IsOff(options.GlobalOptions, "build_property.DiffGenVectorizeLoops") && !IsOff(options.GlobalOptions, "diffgen_vectorize_loops"));
        IncrementalValuesProvider<EmittedFile> emitted = linked.Combine(vectorizes).Select(static (pair, _) => Pipeline.Run(pair.Left with { VectorizesLoops = pair.Right })).WithTrackingName("DiffGen.Emitted");

        IncrementalValuesProvider<EmittedFile> members = context.SyntaxProvider.ForAttributeWithMetadataName(
                "DiffGen.DifferentiableAttribute",
                static (node, _) => node is StructDeclarationSyntax or RecordDeclarationSyntax,
                static (attribute, cancellation) => StructMembers.Read(attribute, cancellation))
            .SelectMany(static (models, _) => models)
            .Combine(isLibrary.Combine(table).Combine(vectorizes))
            .SelectMany(static (pair, _) => pair.Right.Left.Left && pair.Right.Left.Right.Link(pair.Left) is { } method ? ImmutableArray.Create(Pipeline.Run(method with { VectorizesLoops = pair.Right.Right })) : ImmutableArray<EmittedFile>.Empty)
            .Where(static file => file.Text.Length > 0);
        context.RegisterSourceOutput(
            members.Select(static (file, _) => (file.Name, file.Text)),
            static (output, file) => output.AddSource(file.Name, SourceText.From(file.Text, Encoding.UTF8)));

        context.RegisterSourceOutput(
            emitted.Select(static (file, _) => (file.Name, file.Text)),
            static (output, file) => output.AddSource(file.Name, SourceText.From(file.Text, Encoding.UTF8)));

        IncrementalValuesProvider<ParameterClassResult> classes = context.SyntaxProvider.ForAttributeWithMetadataName(
            "DiffGen.DifferentiableAttribute",
            static (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax,
            static (attribute, cancellation) => ParameterClassReader.Read(attribute, cancellation));
        IncrementalValuesProvider<ParameterClass> parameters = classes
            .SelectMany(static (read, _) => read.Class is { } found ? ImmutableArray.Create(found) : ImmutableArray<ParameterClass>.Empty)
            .WithTrackingName("DiffGen.ParameterClasses");
        context.RegisterSourceOutput(parameters, static (output, read) => output.AddSource(read.FileName, SourceText.From(ParameterClassWriter.Write(read), Encoding.UTF8)));

        // A helper that several methods call is read for each: what is found in it is said once.
        IncrementalValuesProvider<Finding> structs = context.SyntaxProvider.ForAttributeWithMetadataName(
            "DiffGen.DifferentiableAttribute",
            static (node, _) => node is StructDeclarationSyntax or RecordDeclarationSyntax,
            static (attribute, cancellation) => MarkedStructReader.Read(attribute, cancellation)).SelectMany(static (findings, _) => findings.Items);
        IncrementalValuesProvider<Finding> overrides = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is MethodDeclarationSyntax method && method.Modifiers.Any(m => m.ValueText == "override"),
            static (node, cancellation) => node.SemanticModel.GetDeclaredSymbol(node.Node, cancellation) is IMethodSymbol method && Virtuality.IsLost(method)
                ? Finding.Create(Descriptors.OverrideDiffers, Place.Of(method.Locations[0]), method.Name, method.OverriddenMethod!.ContainingType.Name + "." + method.Name, "mark it, too")
                : null).SelectMany(static (finding, _) => finding is null ? ImmutableArray<Finding>.Empty : ImmutableArray.Create(finding));
        IncrementalValueProvider<ImmutableArray<Finding>> read = methods.SelectMany(static (method, _) => method.Findings.Items).Collect()
            .Combine(classes.SelectMany(static (found, _) => found.Findings.Items).Collect())
            .Combine(structs.Collect())
            .Combine(overrides.Collect())
            .Select(static (all, _) => all.Left.Left.Left.AddRange(all.Left.Left.Right).AddRange(all.Left.Right).AddRange(all.Right));
        IncrementalValueProvider<ImmutableArray<Finding>> staged = emitted.SelectMany(static (file, _) => file.Findings.Items).Collect()
            .Combine(methods.SelectMany(static (method, _) => method.Places.Items).Collect())
            .Select(static (both, _) => Placed(both.Left, both.Right));
        context.RegisterSourceOutput(read.Combine(staged).Combine(context.CompilationProvider), static (output, all) =>
        {
            foreach (Finding finding in all.Left.Left.Concat(all.Left.Right).Distinct())
            {
                output.ReportDiagnostic(finding.ToDiagnostic(all.Right));
            }
        });
    }

    private static bool IsOff(AnalyzerConfigOptions options, string key) => options.TryGetValue(key, out string? value) && value.Equals("false", System.StringComparison.OrdinalIgnoreCase);

    /// <summary>The diagnostics of the stages, each at the place that its origin stands for now.</summary>
    private static ImmutableArray<Finding> Placed(ImmutableArray<StageFinding> findings, ImmutableArray<FunctionPlaces> places)
    {
        var placed = ImmutableArray.CreateBuilder<Finding>();
        if (findings.IsEmpty)
        {
            return placed.ToImmutable();
        }

        var told = new HashSet<(string, Place)>();
        var byFunction = new Dictionary<string, FunctionPlaces>(System.StringComparer.Ordinal);
        foreach (FunctionPlaces each in places)
        {
            if (!byFunction.ContainsKey(each.Function))
            {
                byFunction.Add(each.Function, each);
            }
        }

        foreach (StageFinding finding in findings)
        {
            if (!byFunction.TryGetValue(finding.Function, out FunctionPlaces? function))
            {
                continue;
            }

            ImmutableArray<Place> origins = function.Origins.Items, parameters = function.Parameters.Items;
            Place place = finding.Origin >= 0 && finding.Origin < origins.Length ? origins[finding.Origin]
                : finding.Origin <= -2 && -2 - finding.Origin < parameters.Length ? parameters[-2 - finding.Origin]
                : function.Name;

            // A helper's loop may save other values where it is spliced in: it is told once.
            if (told.Add((finding.Id, place)) || !finding.Id.StartsWith("DG3", System.StringComparison.Ordinal))
            {
                placed.Add(new Finding(finding.Id, place, finding.Arguments));
            }
        }

        return placed.ToImmutable();
    }
}
