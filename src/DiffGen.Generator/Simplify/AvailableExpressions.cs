using System.Collections.Generic;
using System.Collections.Immutable;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Simplify;

/// <summary>The pure expressions that have been computed in the regions around a place, with the values that hold them.</summary>
internal sealed class AvailableExpressions
{
    private readonly Dictionary<Op, Value> _values = new(SameExpression.Instance);

    /// <summary>What was known of each expression before it was added, to be known again when its region ends.</summary>
    private readonly List<(Op Expression, Value? Before)> _added = [];
    private readonly Stack<int> _regions = new();

    /// <summary>Computed again, the operation would give the same.</summary>
    public static bool IsExpression(Op op) => op is Constant or Apply or View { Result.Type.IsBuffer: true }
        || (op is Opaque { Effect: Effect.Pure, Result: { } result, Active: ActiveOperands.Flat, Template: not "{0}" } && result.Type.IsUnmanaged);

    /// <summary>Enters a region.</summary>
    public void Open() => _regions.Push(_added.Count);

    /// <summary>Leaves the region entered last: what it computes is not in sight behind it.</summary>
    public void Close()
    {
        int first = _regions.Pop();
        for (int i = _added.Count - 1; i >= first; i--)
        {
            (Op expression, Value? before) = _added[i];
            if (before is null)
            {
                _values.Remove(expression);
            }
            else
            {
                _values[expression] = before;
            }
        }

        _added.RemoveRange(first, _added.Count - first);
    }

    /// <summary>The value that holds the expression, of the innermost region that has one; null where none does.</summary>
    public Value? Find(Op expression) => _values.TryGetValue(expression, out Value? value) ? value : null;

    public void Add(Op expression, Value value)
    {
        _added.Add((expression, Find(expression)));
        _values[expression] = value;
    }

    /// <summary>Operations are equal where they compute the same of the same.</summary>
    private sealed class SameExpression : IEqualityComparer<Op>
    {
        public static readonly SameExpression Instance = new();

        public bool Equals(Op x, Op y) => (x, y) switch
        {
            (Constant a, Constant b) => a.Text == b.Text && a.Result.Type.Text == b.Result.Type.Text,
            (Apply a, Apply b) => a.Primitive == b.Primitive && a.Result.Type.Text == b.Result.Type.Text && AreSame(a.Arguments, b.Arguments),
            (Opaque a, Opaque b) => a.Template == b.Template && a.Result!.Type.Text == b.Result!.Type.Text && AreSame(a.Arguments, b.Arguments) && AreSame(a.Pullback, b.Pullback),
            (View a, View b) => a.Buffer.Equals(b.Buffer) && Equals(a.Start, b.Start) && Equals(a.Length, b.Length) && a.Result.Type.Text == b.Result.Type.Text,
            _ => false,
        };

        public int GetHashCode(Op op) => op switch
        {
            Constant constant => Hash(constant.Text),
            Apply apply => Hash(Hash(apply.Primitive), apply.Arguments),
            Opaque opaque => Hash(Hash(opaque.Template), opaque.Arguments),
            View view => unchecked((view.Buffer.Id * 31) + (view.Start?.Id ?? -1) + 7),
            _ => 0,
        };

        // Templates are long, and told apart by few of their letters.
        private static int Hash(string text) => text.Length == 0 ? 0 : unchecked((((((text.Length * 31) + text[0]) * 31) + text[text.Length / 2]) * 31) + text[text.Length - 1]);

        private static int Hash(int start, ImmutableArray<Value> values)
        {
            int hash = start;
            foreach (Value value in values)
            {
                hash = unchecked((hash * 31) + value.Id);
            }

            return hash;
        }

        private static bool AreSame(ImmutableArray<Value> a, ImmutableArray<Value> b)
        {
            if (a.Length != b.Length)
            {
                return false;
            }

            for (int i = 0; i < a.Length; i++)
            {
                if (!a[i].Equals(b[i]))
                {
                    return false;
                }
            }

            return true;
        }

        private static bool AreSame(IrPullback? a, IrPullback? b)
        {
            if (a is null || b is null)
            {
                return a is null && b is null;
            }

            if (a.Template != b.Template || a.Parts.Length != b.Parts.Length)
            {
                return false;
            }

            for (int i = 0; i < a.Parts.Length; i++)
            {
                if (a.Parts[i] != b.Parts[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
