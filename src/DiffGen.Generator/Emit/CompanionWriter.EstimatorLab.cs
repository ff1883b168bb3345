using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Expectation;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>The comparison of all strategies of a method with sampling sites.</summary>
internal sealed partial class CompanionWriter
{
    private const string LabSuffix = "EstimatorLab";

    private readonly List<(string Name, bool IsBiased, string Core)> _labs = [];

    /// <summary>An estimate with one strategy.</summary>
    public void LabEstimator(string name, bool isBiased, IrFunction surrogate, Sweeps gradient)
    {
        IrFunction before = _function;
        _function = surrogate;
        (Region body, _) = Pipeline.Joined(_function, gradient);
        var entry = new Entry(_function, NewNames(), body);
        entry.Gradients(gradient.Parameters, takesCotangents: false);
        string core = Core(LabSuffix + (_labs.Count + 1).ToString(CultureInfo.InvariantCulture));
        Method(core, entry, GradResult(), Yields.Reverse(_function), body, comments: false, isPrivate: true);
        _labs.Add((name, isBiased, core));
        _function = before;
    }

    /// <summary>The method that runs them all.</summary>
    public void Lab(IrFunction original)
    {
        var entry = new Entry(original, new Names(original.Arguments.Select(a => a.Name)), Region.Empty);
        entry.Gradients(ImmutableArray<DerivativeParameter>.Empty, takesCotangents: false);
        Names names = entry.Names;
        IrArgument[] streams = original.Arguments.Where(a => a.Type.Text == StreamUse.Stream).ToArray(), numbers = Returned().ToArray();
        string samples = names.Parameter("samples"), seed = names.Parameter("seed"), table = names.Numbered("table"), gradient = names.Numbered("gradient"), estimate = names.Numbered("estimate"), at = names.Numbered("at"), element = names.Numbered("element");
        string real = original.ResultType!.Declared, one = original.ResultType.Real == RealKind.Generic ? real + ".One" : "(" + real + ")1";
        IEnumerable<string> declarations = original.Arguments.Where(a => !a.IsReceiver && !streams.Contains(a)).Select(a => a.Text).Append("int " + samples + " = 10_000").Append("ulong " + seed + " = 0");
        var lines = new List<string>
        {
            "/// <summary>Compares the strategies that apply to the sites of <see cref=\"" + _shape.Cref + "\"/>: bias in standard errors, variance, cost in simulations, and their product. Components are those of the gradient, numbers before buffers.</summary>",
            Generated,
            _shape.Modifiers + "global::DiffGen.LabReport " + original.Name + LabSuffix + _shape.TypeParameters + "(" + string.Join(", ", declarations) + ")" + _shape.Constraints,
            "{",
            "var " + table + " = new global::DiffGen.CompilerServices.LabTable(" + string.Join(" + ", entry.Extras.Select(e => e.Argument!.Name + ".Length").Prepend(numbers.Length.ToString(CultureInfo.InvariantCulture))) + ", " + samples + ", " + seed + (original.ResultType.Real == RealKind.Double ? "" : ", 1e-5") + ");",
            "var " + gradient + " = new double[" + string.Join(" + ", entry.Extras.Select(e => e.Argument!.Name + ".Length").Prepend(numbers.Length.ToString(CultureInfo.InvariantCulture))) + "];",
        };
        lines.AddRange(entry.Extras.Select(e => "var " + e.Name + " = new " + e.Type.ElementType.Text + "[" + e.Argument!.Name + ".Length];"));
        string[] own = entry.Passed.Take(original.Arguments.Count(a => !a.IsReceiver)).ToArray();
        lines.Add(table + ".BeginSimulation();");
        Turn([original.Name + _shape.TypeParameters + "(" + string.Join(", ", own) + ");"]);
        foreach ((string name, bool isBiased, string core) in _labs)
        {
            lines.Add(table + ".Begin(\"" + name + "\", " + (isBiased ? "true" : "false") + ");");
            var body = new List<string> { "var " + estimate + " = " + original.Name + core + _shape.TypeParameters + "(" + string.Join(", ", Passed(entry, original, one, "default", null, isGradient: true)) + ");" };
            body.AddRange(numbers.Select((n, k) => gradient + "[" + k + "] = " + Double(n.Type, estimate + ".Item" + (k + 2)) + ";"));
            if (entry.Extras.Count > 0)
            {
                body.Add("int " + at + " = " + numbers.Length + ";");
                body.AddRange(entry.Extras.SelectMany(e => new[] { "foreach (var " + element + " in " + e.Name + ")", "{", gradient + "[" + at + "++] = " + Double(e.Type.ElementType, element) + ";", "}" }));
            }

            body.Add(table + ".Enter(" + gradient + ");");
            Turn(body);
        }

        lines.Add("return " + table + ".Report();");
        lines.Add("}");
        lines.ForEach(Indented);
        _writer.Line();

        void Turn(IEnumerable<string> body)
        {
            string first = streams[0].Name;
            lines.Add("while (" + table + ".Next(out var " + first + "))");
            lines.Add("{");
            lines.AddRange(streams.Skip(1).Select((s, k) => "var " + s.Name + " = " + first + ".Split(" + k + ");"));
            lines.AddRange(body);
            lines.Add("}");
        }

        static string Double(IrType type, string text) => type.Real == RealKind.Generic ? "double.CreateChecked(" + text + ")" : type.Real == RealKind.Float ? "(double)" + text : text;
    }
}
