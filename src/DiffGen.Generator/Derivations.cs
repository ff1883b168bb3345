using System;
using System.Collections.Generic;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator;

/// <summary>The derivatives of one method, each made once: a companion, the member for callers and the check that there can be one go through the same.</summary>
internal sealed class Derivations
{
    private readonly Dictionary<(bool Overwrite, bool IsCallee, bool IsBatched), Sweeps> _reverse = [];
    private IReadOnlyDictionary<string, IrFunction>? _functions;
    private Derivative? _forward;

    /// <summary>The method with its tangents.</summary>
    /// <param name="functions">The methods it may call.</param>
    /// <param name="make">Makes it where it has not been made.</param>
    public Derivative Forward(IReadOnlyDictionary<string, IrFunction> functions, Func<Derivative> make)
    {
        Begin(functions);
        return _forward ??= make();
    }

    /// <summary>The two sweeps of the method.</summary>
    /// <param name="functions">The methods it may call.</param>
    /// <param name="which">Which of them.</param>
    /// <param name="make">Makes them where they have not been made.</param>
    public Sweeps Reverse(IReadOnlyDictionary<string, IrFunction> functions, (bool Overwrite, bool IsCallee, bool IsBatched) which, Func<Sweeps> make)
    {
        Begin(functions);
        if (!_reverse.TryGetValue(which, out Sweeps? sweeps))
        {
            sweeps = make();
            _reverse[which] = sweeps;
        }

        return sweeps;
    }

    /// <summary>With other callees nothing is as it was.</summary>
    private void Begin(IReadOnlyDictionary<string, IrFunction> functions)
    {
        if (!ReferenceEquals(_functions, functions))
        {
            _functions = functions;
            _forward = null;
            _reverse.Clear();
        }
    }
}
