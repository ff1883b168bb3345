using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Frontend;
using DiffGen.Generator.Ir;

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
            static (attribute, cancellation) => MarkedMethodReader.Read(attribute, cancellation));

        IncrementalValuesProvider<MarkedModel> models = methods.Select(static (method, _) => method.Model).WithTrackingName("DiffGen.Lowered");
        IncrementalValuesProvider<LinkedMethod> linked = models.Collect().SelectMany(static (all, cancellation) => Link(all, cancellation)).WithTrackingName("DiffGen.Linked");
        IncrementalValuesProvider<EmittedFile> emitted = linked.Select(static (method, _) => Pipeline.Run(method)).WithTrackingName("DiffGen.Emitted");

        context.RegisterSourceOutput(
            emitted.Select(static (file, _) => (file.Name, file.Text)),
            static (output, file) => output.AddSource(file.Name, SourceText.From(file.Text, Encoding.UTF8)));
        context.RegisterSourceOutput(methods, static (output, method) =>
        {
            foreach (Finding finding in method.Findings)
            {
                output.ReportDiagnostic(finding.ToDiagnostic());
            }
        });
        context.RegisterSourceOutput(
            emitted.SelectMany(static (file, _) => file.Findings.Items).Collect().Combine(methods.SelectMany(static (method, _) => method.Places.Items).Collect()),
            static (output, both) => Report(output, both.Left, both.Right));
    }

    /// <summary>Each method with those it calls, directly or not.</summary>
    private static ImmutableArray<LinkedMethod> Link(ImmutableArray<MarkedModel> models, CancellationToken cancellation)
    {
        var functions = new Dictionary<string, IrFunction>(StringComparer.Ordinal);
        var refused = new HashSet<string>(StringComparer.Ordinal);
        foreach (MarkedModel model in models.Where(m => m.Function is not null))
        {
            functions[model.Function!.Key] = model.Function;
            if (model.IsRefused)
            {
                refused.Add(model.Function.Key);
            }
        }

        foreach (IrFunction helper in models.SelectMany(m => m.Helpers.Items))
        {
            if (!functions.ContainsKey(helper.Key))
            {
                functions[helper.Key] = helper;
            }
        }

        var linked = ImmutableArray.CreateBuilder<LinkedMethod>();
        foreach (MarkedModel model in models)
        {
            cancellation.ThrowIfCancellationRequested();
            if (model.Shape is null || model.Function is null)
            {
                continue;
            }

            var callees = new SortedDictionary<string, IrFunction>(StringComparer.Ordinal);
            var missing = new SortedSet<string>(StringComparer.Ordinal);
            Follow(model.Function);
            linked.Add(new LinkedMethod(
                model.Shape,
                model.Function,
                model.IsRefused,
                new EquatableArray<IrFunction>(callees.Values.ToImmutableArray()),
                new EquatableArray<string>(missing.ToImmutableArray())));

            void Follow(IrFunction function)
            {
                foreach (Call call in IrRewriter.Walk(function.Body).OfType<Call>())
                {
                    if (!functions.TryGetValue(call.Callee, out IrFunction? callee) || refused.Contains(call.Callee))
                    {
                        missing.Add(call.Callee);
                    }
                    else if (callee.Key != model.Function.Key && !callees.ContainsKey(callee.Key))
                    {
                        callees.Add(callee.Key, callee);
                        Follow(callee);
                    }
                }
            }
        }

        return linked.ToImmutable();
    }

    private static void Report(SourceProductionContext output, ImmutableArray<StageFinding> findings, ImmutableArray<FunctionPlaces> places)
    {
        var reported = new HashSet<StageFinding>();
        foreach (StageFinding finding in findings)
        {
            if (!reported.Add(finding) || places.FirstOrDefault(p => p.Function == finding.Function) is not { } function)
            {
                continue;
            }

            ImmutableArray<Place> origins = function.Origins.Items, parameters = function.Parameters.Items;
            Place place = finding.Origin >= 0 && finding.Origin < origins.Length ? origins[finding.Origin]
                : finding.Origin <= -2 && -2 - finding.Origin < parameters.Length ? parameters[-2 - finding.Origin]
                : function.Name;
            output.ReportDiagnostic(new Finding(finding.Id, place, finding.Arguments).ToDiagnostic());
        }
    }
}
