using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Expectation;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>The companions of a method with sampling sites. The writer's method is its surrogate, with a weight, a baseline and two outputs more than the user's.</summary>
internal sealed partial class CompanionWriter
{
    private const string ExpectationGradient = "ExpectationGradient", ExpectationVjp = "ExpectationVjp", InPairs = "InPairs";
    private const string Credit = "global::DiffGen.CompilerServices.Credit";
    private const string Baseline = "global::DiffGen.Sampling.ScoreBaseline";
    private const string BaselineKinds = "global::DiffGen.Sampling.BaselineKind";

    /// <summary>The estimates are not of the gradient itself.</summary>
    private bool _isBiased;

    private bool _canRepeat;

    /// <summary>Estimates of several samples without baselines have one of their own.</summary>
    private bool _hasPairs;

    /// <summary>The sites, by their baselines, that leave one sample out though no baselines are given.</summary>
    private int[] _leftOut = [];

    /// <param name="original">The user's method.</param>
    /// <param name="gradient">The sweeps that overwrite gradients.</param>
    /// <param name="vjp">The sweeps that add to them.</param>
    /// <param name="pairs">The estimator of several samples without baselines, where that is another.</param>
    /// <param name="sites">What goes through which site how, in words.</param>
    /// <param name="scored">The sites that score, in the order of their baselines.</param>
    /// <param name="leftOut">Those of them that leave one sample out where there are several and no baselines.</param>
    /// <param name="isBiased">A site has a strategy that is biased.</param>
    /// <param name="canRepeat">The method leaves what it is given as it was, its streams left out.</param>
    public void Expectation(IrFunction original, Sweeps gradient, Sweeps vjp, PairedEstimator? pairs, IEnumerable<string> sites, IEnumerable<Opaque> scored, int[] leftOut, bool isBiased, bool canRepeat)
    {
        _leftOut = leftOut;
        _canRepeat = canRepeat;
        _isBiased = isBiased;
        _hasPairs = pairs is not null;
        _baselines = BaselineNames(scored);
        Baselines(original);
        foreach (string overload in Overloads(original, sites.ToArray(), isStub: false))
        {
            foreach (string line in overload.Split('\n'))
            {
                Indented(line);
            }

            _writer.Line();
        }

        Cores("", gradient, vjp);
        if (pairs is not null)
        {
            IrFunction before = _function;
            _function = pairs.Surrogate;
            Cores(InPairs, pairs.Gradient, pairs.Vjp);
            _function = before;
        }

        SimulatedAside(original);
    }

    /// <summary>What the overloads call: one estimate, the gradients overwritten or added to.</summary>
    private void Cores(string kind, Sweeps gradient, Sweeps vjp)
    {
        (Region body, _) = Pipeline.Joined(_function, gradient);
        var entry = new Entry(_function, NewNames(), body);
        entry.Gradients(gradient.Parameters, takesCotangents: false);
        Method(Core(ExpectationGradient + kind), entry, GradResult(), Yields.Reverse(_function), body, comments: true, isPrivate: true);
        (body, _) = Pipeline.Joined(_function, vjp);
        entry = new Entry(_function, NewNames(), body) { AddsGradients = true };
        entry.Cotangents(vjp.Parameters);
        entry.Gradients(vjp.Parameters, takesCotangents: true);
        Method(Core(ExpectationVjp + kind), entry, GradResult(), Yields.Reverse(_function), body, comments: false, isPrivate: true);
    }

    /// <summary>Second derivatives of the expectation, of a surrogate with the parameters of the method.</summary>
    /// <param name="surrogate">The surrogate.</param>
    /// <param name="derivative">Forward over reverse of it.</param>
    /// <param name="sites">What goes through which site how, in words.</param>
    public void ExpectationHvp(IrFunction surrogate, Derivative derivative, IEnumerable<string> sites)
    {
        IrFunction before = _function;
        _function = surrogate;
        var entry = new Entry(_function, NewNames(), derivative.Body) { HasProducts = true };
        entry.Tangents(derivative.Parameters);
        entry.Gradients(derivative.Parameters, takesCotangents: false);
        entry.Products(derivative.Parameters);
        Docs(
            "The value of <see cref=\"" + _shape.Cref + "\"/> for the draws of the stream, and unbiased estimates of the tangent, of the gradient and of the Hessian times the tangents of its expectation. Gradient and product buffers are overwritten.",
            entry,
            "The value, the estimate of the tangent, those of the gradients of the scalar parameters, and those of their products.");
        Remarks(sites);
        Method(CompanionSignature.ExpectationHvp, entry, HvpResult(), Yields.ForwardOverReverse(_function), derivative.Body, comments: false);
        _function = before;
    }

    private void Remarks(IEnumerable<string> sites)
    {
        _writer.Line("/// <remarks>");
        foreach (string site in sites)
        {
            _writer.Line("/// " + site.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;") + "<br/>");
        }

        _writer.Line("/// </remarks>");
    }

    /// <summary>The companions of a refused method that is given a stream.</summary>
    private void ExpectationStubs()
    {
        if (_function.WantsExpectationHvp && !_shape.HandWritten.Contains(CompanionSignature.ExpectationHvp))
        {
            var products = new Entry(_function, NewNames(), Region.Empty);
            products.Tangents(ImmutableArray<DerivativeParameter>.Empty);
            products.Gradients(ImmutableArray<DerivativeParameter>.Empty, takesCotangents: false);
            products.Products(ImmutableArray<DerivativeParameter>.Empty);
            _writer.Line(Generated);
            _writer.Line(_shape.Modifiers + HvpResult() + " " + _function.Name + CompanionSignature.ExpectationHvp + _shape.TypeParameters + "(" + string.Join(", ", products.Declarations(keepDefaults: false)) + ")" + _shape.Constraints + " =>");
            _writer.Line("    throw new global::System.NotSupportedException(\"" + _function.Name + " has no derivative: see the DiffGen errors of the build.\");");
            _writer.Line();
        }

        Baselines(_function);
        foreach (string overload in Overloads(_function, [], isStub: true))
        {
            foreach (string line in overload.Split('\n'))
            {
                Indented(line);
            }

            _writer.Line();
        }
    }

    private void Indented(string line)
    {
        if (line == "{")
        {
            _writer.Open();
        }
        else if (line == "}")
        {
            _writer.Close();
        }
        else
        {
            _writer.Line(line);
        }
    }

    private string Core(string companion) => companion + "Of_" + StableHash.Of(_function.Key);

    private IEnumerable<string> Overloads(IrFunction original, string[] sites, bool isStub)
    {
        foreach (bool isGradient in new[] { true, false })
        {
            foreach (bool takesBaselines in new[] { false, true })
            {
                foreach (bool takesSamples in new[] { false, true })
                {
                    string overload = (isGradient ? CompanionSignature.ExpectationGradient : CompanionSignature.ExpectationVjp) + (takesBaselines ? CompanionSignature.Baselines : "") + (takesSamples ? CompanionSignature.Samples : "");
                    if (_shape.HandWritten.Contains(overload) || _shape.Misnamed.Any(m => overload.StartsWith(m.Suffix, System.StringComparison.Ordinal)))
                    {
                        continue;
                    }

                    yield return Overload(original, sites, isGradient, takesBaselines, takesSamples, isStub);
                }
            }
        }
    }

    private string Overload(IrFunction original, string[] sites, bool isGradient, bool takesBaselines, bool takesSamples, bool isStub)
    {
        var entry = new Entry(original, new Names(original.Arguments.Select(a => a.Name)), Region.Empty);
        if (!isGradient)
        {
            entry.Cotangents(ImmutableArray<DerivativeParameter>.Empty);
        }

        entry.Gradients(ImmutableArray<DerivativeParameter>.Empty, takesCotangents: !isGradient);
        Names names = entry.Names;
        var declarations = entry.Declarations(keepDefaults: false).ToList();
        string baselines = takesBaselines ? names.Parameter("baselines") : "", samples = takesSamples ? names.Parameter("samples") : "";
        if (takesBaselines)
        {
            declarations.Add("ref " + _shape.BaselinesName + " " + baselines);
        }

        if (takesSamples)
        {
            declarations.Add("int " + samples);
        }

        string companion = isGradient ? ExpectationGradient : ExpectationVjp, real = original.ResultType!.Declared;
        var lines = new List<string>
        {
            "/// <summary>" + (takesSamples ? "The means, over independent runs, of the value of <see cref=\"" : "The value of <see cref=\"") + _shape.Cref + "\"/> " + (takesSamples ? "and of " + (_isBiased ? "biased" : "unbiased") + " estimates" : "for the draws of the stream and " + (_isBiased ? "a biased" : "an unbiased") + " estimate") + " of the gradient of its expectation"
                + (isGradient ? ". Gradient buffers are overwritten.</summary>" : ", times the cotangent. Gradient buffers are added to.</summary>"),
        };
        if (sites.Length > 0)
        {
            lines.Add("/// <remarks>");
            lines.AddRange(sites.Select(s => "/// " + s.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;") + "<br/>"));
            lines.Add("/// </remarks>");
        }

        lines.Add(Generated);
        lines.Add(_shape.Modifiers + GradResult() + " " + original.Name + companion + _shape.TypeParameters + "(" + string.Join(", ", declarations) + ")" + _shape.Constraints);
        lines.Add("{");
        if (isStub)
        {
            lines.Add("throw new global::System.NotSupportedException(\"" + original.Name + " has no derivative: see the DiffGen errors of the build.\");");
            lines.Add("}");
            return string.Join("\n", lines);
        }

        bool isBare = !GradResult().StartsWith("(", System.StringComparison.Ordinal);
        bool learns = takesBaselines && _baselines.Length > 0, leavesUnasked = takesSamples && !takesBaselines && _leftOut.Length > 0;
        string estimate = names.Numbered("estimate"), weight = names.Numbered("weight"), credits = names.Numbered("credits"), next = names.Numbered("next"), sample = names.Numbered("sample");
        string cotangent = isGradient ? Number("1") : CotangentName(entry, original);
        if (takesSamples)
        {
            lines.Add("global::System.ArgumentOutOfRangeException.ThrowIfLessThan(" + samples + ", 1);");
        }

        lines.Add(real + " " + weight + " = " + cotangent + (takesSamples ? " / " + Number(samples) : "") + ";");
        if (learns)
        {
            // Kept on the stack, as the span does not leave the method.
            lines.Add("global::System.Span<" + Credit + "> " + credits + " = [" + string.Join(", ", _baselines.Select(b => baselines + "." + b.Name + ".Begin()")) + "];");
        }
        else if (leavesUnasked)
        {
            lines.Add("global::System.Span<" + Credit + "> " + credits + " = [" + string.Join(", ", _baselines.Select(_ => "new() { Scale = 1 }")) + "];");
        }

        (string Name, string Start)[] streams = takesSamples ? original.Arguments.Where(a => a.Type.Text == StreamUse.Stream).Select(a => (a.Name, names.Numbered("start"))).ToArray() : [];
        lines.AddRange(streams.Select(n => "var " + n.Start + " = " + n.Name + ";"));
        string results = names.Numbered("results"), rented = names.Numbered("rented"), total = names.Numbered("total");
        bool leaves = (learns && takesSamples) || leavesUnasked;
        string[] kinds = [.. _baselines.Select((b, k) => learns ? baselines + "." + b.Name + ".Kind" : _leftOut.Contains(k) ? BaselineKinds + ".LeaveOneOut" : "")];
        if (leaves)
        {
            string leftOut = samples + " > 1" + (learns ? " && (" + string.Join(" || ", kinds.Select(k => k + " == " + BaselineKinds + ".LeaveOneOut")) + ")" : "");
            lines.AddRange(LeaveOneOut(original, entry, leftOut, samples, results, rented, total, names));
        }

        IEnumerable<string> Left(string number) => leaves ? kinds.Select((kind, k) => kind.Length == 0 ? "" : Credit + ".Leave(" + credits + ", " + k + ", " + kind + ", " + results + ", " + total + ", " + number + ");").Where(l => l.Length > 0) : [];
        lines.AddRange(Left("0"));
        bool hasPairs = takesSamples && !takesBaselines && _hasPairs;
        string Call(bool first, string kind = "") => original.Name + Core((first && isGradient ? ExpectationGradient : ExpectationVjp) + kind) + _shape.TypeParameters + "(" + string.Join(", ", Passed(entry, original, weight, learns ? credits : leavesUnasked ? samples + " > 1 ? " + credits + " : default" : "default", first && isGradient ? null : Number("1"), isGradient)) + ")";
        lines.Add("var " + estimate + " = " + (hasPairs ? samples + " > 1 ? " + Call(first: true, InPairs) + " : " : "") + Call(first: true) + ";");
        if (takesSamples)
        {
            lines.Add("for (int " + sample + " = 1; " + sample + " < " + samples + "; " + sample + "++)");
            lines.Add("{");
            lines.AddRange(streams.Select(n => n.Name + " = global::DiffGen.CompilerServices.Draw.Behind(" + n.Name + ", " + n.Start + ");"));
            lines.AddRange(streams.Select(n => n.Start + " = " + n.Name + ";"));
            lines.AddRange(Left(sample));
            lines.Add("var " + next + " = " + Call(first: false, hasPairs ? InPairs : "") + ";");
            IEnumerable<string> parts = isBare ? [""] : Enumerable.Range(1, Returned().Count() + 1).Select(i => ".Item" + i);
            lines.AddRange(parts.Select(p => estimate + p + " += " + next + p + ";"));
            lines.Add("}");
            lines.Add(estimate + (isBare ? "" : ".Item1") + " /= " + Number(samples) + ";");
        }

        if (learns)
        {
            lines.AddRange(_baselines.Select((b, k) => baselines + "." + b.Name + ".Enter(" + credits + "[" + k + "]);"));
        }

        if (leaves && _canRepeat)
        {
            lines.Add("if (" + rented + ".Length > 0)");
            lines.Add("{");
            lines.Add("global::System.Buffers.ArrayPool<double>.Shared.Return(" + rented + ");");
            lines.Add("}");
        }

        lines.Add("return " + estimate + ";");
        lines.Add("}");
        return string.Join("\n", lines);

        string Number(string text) => original.ResultType.Real == RealKind.Generic ? real + ".CreateChecked(" + text + ")" : "(" + real + ")" + text;
    }

    /// <summary>The parameter that the cotangent of the result comes in.</summary>
    private static string CotangentName(Entry entry, IrFunction original) => entry.Passed.Skip(original.Arguments.Count(a => !a.IsReceiver)).First();

    /// <summary>What a core is given: the method's own arguments, then those of the surrogate, the cotangent of the result where it takes one, then the gradients.</summary>
    private static IEnumerable<string> Passed(Entry entry, IrFunction original, string weight, string credits, string? cotangent, bool isGradient)
    {
        int own = original.Arguments.Count(a => !a.IsReceiver);
        string[] passed = entry.Passed.ToArray();
        return passed.Take(own).Concat([weight, credits]).Concat(cotangent is null ? [] : [cotangent]).Concat(passed.Skip(own + (isGradient ? 0 : 1)));
    }
}
