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

        Bind();
    }

    /// <summary>
    /// What calls a method that stands in its type alone, and has no members that others could call, stands in its type alone, too. So does a hidden method with a rule by hand.
    /// </summary>
    private void Bind()
    {
        foreach (IrFunction hidden in _functions.Values.Where(f => f.Rule is not null && f.IsMarked && !f.IsVisible).ToArray())
        {
            Stay(hidden);
        }

        if (!_functions.Values.Any(IsHidden))
        {
            return;
        }

        var callees = _functions.Values.Where(f => !f.NamesPrivateMembers).ToDictionary(f => f.Key, f => IrRewriter.Walk(f.Body).OfType<Call>().Select(c => c.Callee).Distinct().ToArray());
        string[] bound;
        do
        {
            bound = callees.Where(c => c.Value.Any(k => _functions.TryGetValue(k, out IrFunction? callee) && IsHidden(callee))).Select(c => c.Key).ToArray();
            foreach (string key in bound)
            {
                Stay(_functions[key]);
                callees.Remove(key);
            }
        }
        while (bound.Length > 0);
    }

    private void Stay(IrFunction function) => _functions[function.Key] = function.With(function.Body, function.NextId, namesPrivateMembers: true);

    private static bool IsHidden(IrFunction function) => function.NamesPrivateMembers && (!function.IsMarked || !function.IsVisible);

    /// <summary>A method with those it calls, directly or not; null where nothing can be declared for it.</summary>
    public LinkedMethod? Link(MarkedModel model)
    {
        if (model.Shape is null || model.Function is null)
        {
            return null;
        }

        var callees = new SortedDictionary<string, IrFunction>(StringComparer.Ordinal);
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        IrFunction function = _functions.TryGetValue(model.Function.Key, out IrFunction? bound) ? bound : model.Function;
        Follow(function);
        return new LinkedMethod(
            model.Shape,
            function,
            model.IsRefused,
            new EquatableArray<IrFunction>(callees.Values.ToImmutableArray()),
            new EquatableArray<string>(missing.ToImmutableArray()))
        {
            OffersSweepTangents = function.WantsHvp || (function.NamesPrivateMembers && _functions.Values.Any(f => f.WantsHvp && Reaches(f, function.Key, []))),
        };

        void Follow(IrFunction caller)
        {
            foreach (Call call in IrRewriter.Walk(caller.Body).OfType<Call>())
            {
                IrFunction? callee = _functions.TryGetValue(call.Callee, out IrFunction? known) ? known : model.Helpers.Items.FirstOrDefault(h => h.Key == call.Callee);
                if (callee is null || _refused.Contains(call.Callee.Replace(Virtuality.Dispatched, "")))
                {
                    missing.Add(call.Callee);
                }
                else if (callee.Key != function.Key && !callees.ContainsKey(callee.Key))
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
