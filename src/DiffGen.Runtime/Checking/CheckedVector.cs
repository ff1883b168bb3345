using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace DiffGen.Checking;

/// <summary>
/// A function from n to m numbers with Jacobian products. The results looked at are some of its own, all unless there are many, and a random combination
/// u · f of all.
/// </summary>
internal sealed class CheckedVector<R> : IChecked<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly Func<R[], R[]> _function;
    private readonly int[] _selected;

    /// <summary>The combination u; empty where there is one result.</summary>
    private readonly R[] _combination;
    private readonly int _count;
    private readonly R[] _at;
    private readonly List<(string Name, Func<R[], R[]> Along)> _forward = [];

    /// <summary>By companion, the rows uᵀ J for each result looked at.</summary>
    private readonly List<(string Name, R[][] Rows)> _reverse = [];

    /// <summary>Begins with the function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="at">The point.</param>
    /// <param name="resultName">The name of a result by its index.</param>
    /// <param name="options">How many results are looked at one by one, and the seed of the combination.</param>
    public CheckedVector(Func<R[], R[]> function, R[] at, Func<int, string> resultName, DerivativeCheckOptions? options)
    {
        options ??= new DerivativeCheckOptions();
        (_function, _at, _count) = (function, at, function([.. at]).Length);
        Random random = new(options.Seed);
        int[] order = [.. Enumerable.Range(0, _count)];
        if (_count > options.Arguments)
        {
            random.Shuffle(order);
        }

        _selected = [.. order.Take(options.Arguments).Order()];
        _combination = _count < 2 ? [] : [.. order.Select(_ => R.CreateTruncating((0.5 + (0.5 * random.NextDouble())) * (random.Next(2) == 0 ? 1 : -1)))];
        Results = [.. _selected.Select(j => _count == 1 ? "" : resultName(j)), .. _count < 2 ? Array.Empty<string>() : ["a combination of all results"]];
    }

    /// <inheritdoc/>
    public string[] Results { get; }

    /// <inheritdoc/>
    public string[] Companions => [.. _forward.Select(f => f.Name), .. _reverse.Select(r => r.Name)];

    /// <summary>Adds v ↦ J v.</summary>
    public void AddForward(string name, Func<R[], R[]> along) => _forward.Add((name, along));

    /// <summary>Adds u ↦ Jᵀ u.</summary>
    public void AddReverse(string name, Func<R[], R[]> reverse)
    {
        R[][] rows = new R[Results.Length][];
        for (int j = 0; j < rows.Length; j++)
        {
            R[] cotangent = new R[_count];
            if (j < _selected.Length)
            {
                cotangent[_selected[j]] = R.One;
            }
            else
            {
                _combination.CopyTo(cotangent, 0);
            }

            rows[j] = reverse(cotangent);
            if (rows[j].Length != _at.Length)
            {
                throw new ArgumentException($"{name} gives {rows[j].Length} numbers, but there are {_at.Length} arguments.", nameof(reverse));
            }
        }

        _reverse.Add((name, rows));
    }

    /// <inheritdoc/>
    public void Value(ReadOnlySpan<R> x, Span<double> y) => Select(_function(x.ToArray()), y, "The function");

    /// <inheritdoc/>
    public void Along(int companion, ReadOnlySpan<R> v, Span<double> derivative)
    {
        if (companion < _forward.Count)
        {
            Select(_forward[companion].Along(v.ToArray()), derivative, _forward[companion].Name);
            return;
        }

        R[][] rows = _reverse[companion - _forward.Count].Rows;
        for (int j = 0; j < rows.Length; j++)
        {
            derivative[j] = Sums.Dot<R>(rows[j], v);
        }
    }

    /// <summary>The results that are looked at, of all.</summary>
    private void Select(R[] all, Span<double> selected, string name)
    {
        if (all.Length != _count)
        {
            throw new ArgumentException($"{name} gives {all.Length} numbers, but the function has {_count} results at the point.", nameof(all));
        }

        for (int j = 0; j < _selected.Length; j++)
        {
            selected[j] = double.CreateTruncating(all[_selected[j]]);
        }

        if (_combination.Length > 0)
        {
            selected[^1] = 0;
            for (int j = 0; j < _count; j++)
            {
                selected[^1] += double.CreateTruncating(all[j]) * double.CreateTruncating(_combination[j]);
            }
        }
    }
}
