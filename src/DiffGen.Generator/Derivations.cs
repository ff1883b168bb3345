using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Generator.Analysis;
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
    private readonly ConditionalWeakTable<IrFunction, Dictionary<(bool Chooses, bool KeepsValue), IrFunction>> _numbered = new();
    private readonly ConditionalWeakTable<IrFunction, Activity> _activities = new();
    private readonly ConditionalWeakTable<IrFunction, Dictionary<(bool Overwrite, bool IsCallee, bool IsBatched), Sweeps>> _reverse = new();

    /// <param name="functions">The methods of a run.</param>
    public static Derivations Of(IReadOnlyDictionary<string, IrFunction> functions) => s_runs.GetValue(functions, static _ => new Derivations());

    /// <summary>A method with its tangents.</summary>
    /// <param name="function">The method.</param>
    /// <param name="make">Makes it where it has not been made.</param>
    public Derivative Forward(IrFunction function, Func<Derivative> make) => _forward.GetValue(function, _ => make());

    /// <summary>A method as reverse mode takes it: the same for most of its sweeps.</summary>
    /// <param name="function">The method.</param>
    /// <param name="which">Whether loops that look for one iteration are undone at that iteration alone, and whether what they found stays their value.</param>
    /// <param name="make">Makes it where it has not been made.</param>
    public IrFunction Numbered(IrFunction function, (bool Chooses, bool KeepsValue) which, Func<IrFunction> make) => Made(_numbered, function, which, make);

    /// <summary>The activity of a method.</summary>
    public Activity ActivityOf(IrFunction function) => _activities.GetValue(function, static f => Activity.Of(f));

    /// <summary>The two sweeps of a method.</summary>
    /// <param name="function">The method.</param>
    /// <param name="which">Which of them.</param>
    /// <param name="make">Makes them where they have not been made.</param>
    public Sweeps Reverse(IrFunction function, (bool Overwrite, bool IsCallee, bool IsBatched) which, Func<Sweeps> make) => Made(_reverse, function, which, make);

    private static TMade Made<TWhich, TMade>(ConditionalWeakTable<IrFunction, Dictionary<TWhich, TMade>> all, IrFunction function, TWhich which, Func<TMade> make)
    {
        Dictionary<TWhich, TMade> made = all.GetValue(function, static _ => []);
        if (!made.TryGetValue(which, out TMade? one))
        {
            made[which] = one = make();
        }

        return one;
    }
}
