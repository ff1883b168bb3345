using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// <c>a &lt; b ? f(a, b) : g(a, b)</c> is continuous where f and g are and agree at a = b: <c>x &gt; 0 ? x : 0</c> jumps no more than <c>Math.Max(x, 0)</c>. Only what is
/// seen by putting b for a is found.
/// </summary>
internal sealed class Agreement
{
    private readonly Dictionary<int, Op> _definitions = [];
    private readonly bool _isSecond;

    /// <param name="function">The method.</param>
    /// <param name="isSecond">The first derivative is to be continuous, too: no branch is known to be.</param>
    public Agreement(IrFunction function, bool isSecond = false)
    {
        _isSecond = isSecond;
        foreach (Op op in IrRewriter.Walk(function.Body))
        {
            foreach (Value result in op.Results)
            {
                _definitions[result.Id] = op;
            }
        }
    }

    /// <summary>Whether both arms of a branch on a comparison of real numbers provably give the same output where the two numbers are equal.</summary>
    public bool Holds(If branch, int output)
    {
        if (_isSecond || !branch.Outputs[output].Type.IsReal || branch.Then.EndsInThrow || branch.Else.EndsInThrow || ComparisonOf(branch) is not { } comparison)
        {
            return false;
        }

        Value left = comparison.Arguments[0], right = comparison.Arguments[1];
        string? boundary = Number(right) ?? Number(left);
        string then = Spell(branch.Then.Yields[output], left, right, boundary, 0), otherwise = Spell(branch.Else.Yields[output], left, right, boundary, 0);
        return then == otherwise;
    }

    /// <summary>The comparison of real numbers that a branch is on; null where it is on something else.</summary>
    public Opaque? ComparisonOf(If branch) =>
        _definitions.TryGetValue(branch.Condition.Id, out Op? test)
        && test is Opaque { Template: "{0} < {1}" or "{0} <= {1}" or "{0} > {1}" or "{0} >= {1}" } comparison
        && comparison.Arguments.All(a => a.Type.IsReal)
            ? comparison
            : null;

    /// <summary>A constant, in one spelling.</summary>
    private string? Number(Value value) =>
        _definitions.TryGetValue(value.Id, out Op? op) && op is Constant constant && double.TryParse(constant.Text.TrimEnd('d', 'D', 'f', 'F'), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : null;

    private string Spell(Value value, Value left, Value right, string? boundary, int depth)
    {
        if (value.Equals(left) || value.Equals(right))
        {
            return boundary ?? "=";
        }

        if (Number(value) is { } number)
        {
            return number;
        }

        if (depth > 12 || !_definitions.TryGetValue(value.Id, out Op? op) || op is not Apply apply)
        {
            return "%" + value.Id;
        }

        string[] parts = apply.Arguments.Select(a => Spell(a, left, right, boundary, depth + 1)).ToArray();
        return (apply.Primitive, parts) switch
        {
            ("Subtract", [var a, var b]) when a == b => "0",
            ("Subtract" or "Add", [var a, "0"]) => a,
            ("Add", ["0", var b]) => b,
            ("Multiply", ["1", var b]) => b,
            ("Multiply" or "Divide", [var a, "1"]) => a,
            ("Multiply", ["0", _]) or ("Multiply", [_, "0"]) => "0",
            ("Negate", ["0"]) => "0",
            _ => apply.Primitive + "(" + string.Join(", ", parts) + ")",
        };
    }
}
