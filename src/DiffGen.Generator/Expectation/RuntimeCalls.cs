using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// Calls of functions of the runtime that have rules: where they are continuous. A log-probability is continuous in its parameters, but for those that move the support, and in its value where the density goes to 0 at
/// the ends of the support, or the value is always inside: a draw from a distribution inside it, or what a transform makes of a number.
/// </summary>
internal sealed class RuntimeCalls
{
    private const string Distributions = "M:DiffGen.Distributions.", Constraints = "M:DiffGen.Constrained.", Special = "M:DiffGen.Special.";

    private enum Range
    {
        Any,
        Positive,
        Unit,
    }

    /// <summary>Distributions of numbers and vectors whose density has no jump, the ends of the support included.</summary>
    private static readonly ImmutableHashSet<string> s_withoutEnds = ImmutableHashSet.Create(
        "Normal", "LogNormal", "Laplace", "Logistic", "Gumbel", "Cauchy", "StudentT", "VonMises", "ExpGamma", "LogitBeta", "InverseGamma", "NormalMixture", "MultivariateNormal", "LowRankNormal", "OneHot");

    private static readonly ImmutableHashSet<string> s_positive = ImmutableHashSet.Create("Exponential", "Gamma", "ChiSquared", "Weibull", "Rayleigh", "HalfNormal", "HalfCauchy", "LogNormal", "InverseGamma");

    private static readonly ImmutableHashSet<string> s_unit = ImmutableHashSet.Create("Beta", "Kumaraswamy", "RelaxedBernoulli");

    private readonly Dictionary<int, Range> _ranges = [];

    public RuntimeCalls(IrFunction function)
    {
        foreach (Op op in IrRewriter.Walk(function.Body))
        {
            Range range = op switch
            {
                Opaque { Site: { } site } => s_positive.Contains(site.Distribution) ? Range.Positive : s_unit.Contains(site.Distribution) ? Range.Unit : Range.Any,
                Apply { Primitive: "Exp" } => Range.Positive,
                Call call when IsOf(call, Constraints + "Softplus`") || IsOf(call, Constraints + "Exponential`") => Range.Positive,
                Call call when IsOf(call, Constraints + "Sigmoid`") => Range.Unit,
                _ => Range.Any,
            };
            if (range != Range.Any)
            {
                _ranges[op.Results[0].Id] = range;
            }
        }
    }

    /// <summary>It is a function of the runtime that is known here: it does nothing but give its result, or fill its last buffer.</summary>
    public static bool IsKnown(Call call) => call.Mode == CallMode.Primal && (IsOf(call, Constraints) || IsOf(call, Special) || (IsOf(call, Distributions) && ClassOf(call) is var name && (name is "Elbo" or "KullbackLeibler" || MemberOf(call) is "LogProbability" or "Probability" or "Cdf" or "Mean" or "Variance" or "Entropy")));

    /// <summary>It is such a call, and does nothing but give its result.</summary>
    public static bool IsFunction(Op op) => op is Call { Outputs.IsEmpty: false } call && IsKnown(call);

    /// <summary>The buffer that such a call fills; null where it gives a result.</summary>
    public static Value? Filled(Call call) => call.Outputs.IsEmpty ? call.Arguments[call.Arguments.Length - 1] : null;

    /// <summary>Such a call is continuous in an argument, wherever that may be.</summary>
    public bool IsContinuous(Call call, int argument)
    {
        if (IsOf(call, Constraints) || IsOf(call, Special) || ClassOf(call) is "Elbo" or "KullbackLeibler" || MemberOf(call) is "Mean" or "Variance" or "Entropy")
        {
            return true;
        }

        string name = ClassOf(call);
        if (argument == 0)
        {
            Range range = _ranges.TryGetValue(call.Arguments[0].Id, out Range known) ? known : Range.Any;
            return MemberOf(call) == "Cdf" ? name != "VonMises" && call.Arguments[0].Type.IsReal : s_withoutEnds.Contains(name) || (s_positive.Contains(name) && range != Range.Any) || (s_unit.Contains(name) && range == Range.Unit);
        }

        ImmutableArray<string> moving = Distribution.Find(name)?.MovesSupport ?? ImmutableArray<string>.Empty;
        return MemberOf(call) == "Cdf" ? name != "VonMises" : moving.IsEmpty || !moving.Contains(Distribution.Find(name)!.Parameters[argument - 1]);
    }

    private static bool IsOf(Call call, string prefix) => call.Callee.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>M:DiffGen.Distributions.Class.Member``1(…)</summary>
    private static string[] Parts(Call call) => call.Callee.Substring(Distributions.Length).Split('`', '(')[0].Split('.');

    private static string ClassOf(Call call) => Parts(call)[0];

    private static string MemberOf(Call call) => Parts(call) is { Length: > 1 } parts ? parts[1] : "";
}
