using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Frontend;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator;

/// <summary>Every method of the project that has an IR, and which of the marked ones were refused: what linking looks callees up in.</summary>
internal sealed class FunctionTable
{
    private readonly Dictionary<string, IrFunction> _functions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    public FunctionTable(ImmutableArray<MarkedModel> models)
    {
        foreach (MarkedModel model in models.Where(m => m.Function is not null))
        {
            _functions[model.Function!.Key] = model.Function;
            if (model.IsRefused)
            {
                _refused.Add(model.Function.Key);
            }
        }

        foreach (IrFunction helper in models.SelectMany(m => m.Helpers.Items))
        {
            if (!_functions.ContainsKey(helper.Key))
            {
                _functions[helper.Key] = helper;
            }
        }
    }

    /// <summary>A method with those it calls, directly or not; null where nothing can be declared for it.</summary>
    public LinkedMethod? Link(MarkedModel model)
    {
        if (model.Shape is null || model.Function is null)
        {
            return null;
        }

        var callees = new SortedDictionary<string, IrFunction>(StringComparer.Ordinal);
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        Follow(model.Function);
        return new LinkedMethod(
            model.Shape,
            model.Function,
            model.IsRefused,
            new EquatableArray<IrFunction>(callees.Values.ToImmutableArray()),
            new EquatableArray<string>(missing.ToImmutableArray()))
        {
            OffersSweepTangents = model.Function.WantsHvp || (model.Function.NamesPrivateMembers && _functions.Values.Any(f => f.WantsHvp && Reaches(f, model.Function.Key, []))),
        };

        void Follow(IrFunction function)
        {
            foreach (Call call in IrRewriter.Walk(function.Body).OfType<Call>())
            {
                IrFunction? callee = _functions.TryGetValue(call.Callee, out IrFunction? known) ? known : model.Helpers.Items.FirstOrDefault(h => h.Key == call.Callee);
                if (callee is null || _refused.Contains(call.Callee.Replace(Virtuality.Dispatched, "")))
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

    private bool Reaches(IrFunction from, string key, HashSet<string> seen) =>
        IrRewriter.Walk(from.Body).OfType<Call>().Any(c => c.Callee == key || (seen.Add(c.Callee) && _functions.TryGetValue(c.Callee, out IrFunction? callee) && Reaches(callee, key, seen)));
}
