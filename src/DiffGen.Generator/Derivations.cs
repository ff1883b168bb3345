using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator;

/// <summary>
/// The derivatives of the methods of one run, each made once: a companion, the member for callers and the check that there can be one go through the same.
/// A run has its own table of methods, and by it these, so that runs which share a method share nothing else.
/// </summary>
internal sealed class Derivations
{
    private static readonly ConditionalWeakTable<IReadOnlyDictionary<string, IrFunction>, Derivations> s_runs = new();

    private readonly ConditionalWeakTable<IrFunction, Derivative> _forward = new();
    private readonly ConditionalWeakTable<IrFunction, Dictionary<(bool Overwrite, bool IsCallee, bool IsBatched), Sweeps>> _reverse = new();

    /// <param name="functions">The methods of a run.</param>
    public static Derivations Of(IReadOnlyDictionary<string, IrFunction> functions) => s_runs.GetValue(functions, static _ => new Derivations());

    /// <summary>A method with its tangents.</summary>
    /// <param name="function">The method.</param>
    /// <param name="make">Makes it where it has not been made.</param>
    public Derivative Forward(IrFunction function, Func<Derivative> make) => _forward.GetValue(function, _ => make());

    /// <summary>The two sweeps of a method.</summary>
    /// <param name="function">The method.</param>
    /// <param name="which">Which of them.</param>
    /// <param name="make">Makes them where they have not been made.</param>
    public Sweeps Reverse(IrFunction function, (bool Overwrite, bool IsCallee, bool IsBatched) which, Func<Sweeps> make)
    {
        Dictionary<(bool, bool, bool), Sweeps> made = _reverse.GetValue(function, static _ => []);
        if (!made.TryGetValue(which, out Sweeps? sweeps))
        {
            made[which] = sweeps = make();
        }

        return sweeps;
    }
}
