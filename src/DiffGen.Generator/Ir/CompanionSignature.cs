using System.Collections.Generic;
using System.Linq;

namespace DiffGen.Generator.Ir;

/// <summary>The signature that a companion has: what a rule by hand must repeat.</summary>
internal static class CompanionSignature
{
    /// <summary>The companions of methods with sites, and the overloads of each: what is behind the name is what it takes besides.</summary>
    public static readonly (string Name, string[] Overloads)[] OfSites =
    [
        (NodeGradient, [NodeGradient, NodeGradient + Noise]),
        (NodeDifference, [NodeDifference]),
        (ExpectationGradient, [ExpectationGradient, ExpectationGradient + Samples, ExpectationGradient + Baselines, ExpectationGradient + Baselines + Samples]),
        (ExpectationHvp, [ExpectationHvp]),
        (ExpectationVjp, [ExpectationVjp, ExpectationVjp + Samples, ExpectationVjp + Baselines, ExpectationVjp + Baselines + Samples]),
    ];

    /// <summary>Names of companions of methods with sites, and what overloads of them take.</summary>
    public const string NodeGradient = "NodeGradient", NodeDifference = "NodeDifference", ExpectationGradient = "ExpectationGradient", ExpectationVjp = "ExpectationVjp", ExpectationHvp = "ExpectationHvp", Noise = " noise", Baselines = " baselines", Samples = " samples";

    /// <summary>The name of a companion, without what an overload takes.</summary>
    private static string NameOf(string suffix) => suffix.Split(' ')[0];

    /// <summary>The types of the parameters in their order, <c>ref</c> and <c>out</c> before them.</summary>
    /// <param name="function">The method.</param>
    /// <param name="suffix">Jvp, Vjp, Gradient, Hvp or Jacobian; or an overload of <see cref="OfSites"/>.</param>
    public static IReadOnlyList<string> Parameters(IrFunction function, string suffix) => Declared(function, suffix).Select(p => p.Type).ToArray();

    /// <summary>The companion as C# declares it.</summary>
    public static string Text(IrFunction function, string suffix) =>
        Result(function, suffix) + " " + function.Name + NameOf(suffix) + "(" + string.Join(", ", Declared(function, suffix).Select(p => p.Type + " " + p.Name)) + ")";

    private static IEnumerable<(string Type, string Name)> Declared(IrFunction function, string suffix)
    {
        if (suffix.EndsWith("Batch", System.StringComparison.Ordinal))
        {
            foreach (BatchParameter parameter in BatchSignature.Of(function, suffix))
            {
                yield return (Prefix(parameter.Passing) + parameter.Type, parameter.Name);
            }

            yield break;
        }

        foreach (IrArgument argument in function.Arguments.Where(a => !a.IsReceiver))
        {
            yield return (Prefix(argument.Passing) + argument.Type.Declared, argument.Name);
        }

        if (NameOf(suffix) == NodeGradient)
        {
            yield return suffix == NodeGradient ? ("global::DiffGen.NoiseKey", "key") : ("global::DiffGen.NodeNoise", "noise");
        }

        if (suffix == NodeDifference)
        {
            yield return ("global::DiffGen.NodeNoise", "noise");
            yield return ((function.ResultType ?? IrType.Double).Declared, "sigma");
        }

        IrArgument[] active = function.Arguments.Where(a => a.IsActive).ToArray();
        bool isVjp = suffix == "Vjp" || NameOf(suffix) == ExpectationVjp;
        if (isVjp && function.ResultType is { HoldsReals: true } result)
        {
            yield return (result.Declared, "valueGrad");
        }

        if (suffix is "Jvp" or "Hvp" or ExpectationHvp)
        {
            foreach (IrArgument argument in active)
            {
                IrType type = argument.IsMemory && argument.IsWritable ? Span(argument.Type) : argument.Type;
                yield return ((argument.Passing is Passing.Ref or Passing.Out ? Prefix(argument.Passing) : "") + type.Declared, Plain(argument) + "Tangent");
            }
        }

        if (suffix == "Jacobian")
        {
            IrType real = JacobianElement(function) ?? IrType.Double;
            yield return (IrType.BufferOf(BufferKind.Span, real.Text, real.Real).Text, "jacobian");
        }

        foreach (string kind in NameOf(suffix) switch { "Vjp" or "Gradient" or NodeGradient or NodeDifference or ExpectationGradient or ExpectationVjp => new[] { "Grad" }, "Hvp" or ExpectationHvp => ["Grad", "Hvp"], _ => [] })
        {
            foreach (IrArgument argument in active)
            {
                if (argument.IsMemory)
                {
                    yield return (Span(argument.Type).Declared, Plain(argument) + kind);
                }
                else if (argument.Passing == Passing.Ref)
                {
                    yield return ("ref " + argument.Type.Declared, Plain(argument) + kind);
                }
                else if (argument.Passing == Passing.Out && isVjp)
                {
                    yield return (argument.Type.Declared, Plain(argument) + kind);
                }
            }
        }

        if (suffix.Contains(Baselines))
        {
            yield return ("ref " + function.Name + "Baselines", "baselines");
        }

        if (suffix.Contains(Samples))
        {
            yield return ("int", "samples");
        }
    }

    /// <summary>The type of a Jacobian's numbers, that of all numbers that are differentiated; null where they have several.</summary>
    public static IrType? JacobianElement(IrFunction function)
    {
        IrType[] numbers = function.Arguments.SelectMany(a => a.Leaves).Concat(function.ResultType is { } result ? IrArgument.LeavesOf(result, false) : Enumerable.Empty<Leaf>())
            .Where(l => l.IsActive).SelectMany(l => l.Type.Members is { } members ? members.Leaves.Where(m => m.IsActive).Select(m => m.Type) : [l.Type.IsBuffer ? l.Type.ElementType : l.Type]).Distinct().ToArray();
        return numbers.Length switch { 0 => IrType.Double, 1 => numbers[0], _ => null };
    }

    /// <summary>The arguments whose gradients are returned.</summary>
    public static IEnumerable<IrArgument> Returned(IrFunction function) => function.Arguments.Where(a => a.IsActive && a.Passing is Passing.Value or Passing.In && !a.IsMemory);

    /// <summary>The type that the companion returns, without names.</summary>
    public static string Result(IrFunction function, string suffix)
    {
        if (suffix.EndsWith("Batch", System.StringComparison.Ordinal))
        {
            return BatchSignature.Result(function, suffix);
        }

        var types = new List<string>();
        if (function.ResultType is { } result)
        {
            types.Add(result.Declared);
            if (suffix is "Jvp" or "Hvp" or ExpectationHvp && result.HoldsReals)
            {
                types.Add(result.Declared);
            }
        }

        if (suffix is not ("Jvp" or "Jacobian"))
        {
            for (int times = suffix is "Hvp" or ExpectationHvp ? 2 : 1; times > 0; times--)
            {
                types.AddRange(Returned(function).Select(a => a.Type.Declared));
            }
        }

        return types.Count switch
        {
            0 => "void",
            1 => types[0],
            _ => "(" + string.Join(", ", types) + ")",
        };
    }

    private static IrType Span(IrType type) => type.IsModel ? type : type.AsSpan() with { IsDeclaredArray = false };

    private static string Plain(IrArgument argument) => argument.Name.TrimStart('@');

    private static string Prefix(Passing passing) => passing switch
    {
        Passing.In => "in ",
        Passing.Ref => "ref ",
        Passing.Out => "out ",
        _ => "",
    };
}
