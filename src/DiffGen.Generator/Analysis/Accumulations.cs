using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>How the iterations of a loop make a value that they carry.</summary>
internal enum CarryKind
{
    /// <summary>Each hands it on as it came.</summary>
    Invariant,

    /// <summary>An integer to which each adds the same number.</summary>
    Induction,

    /// <summary>Each adds to it or subtracts from it what does not depend on it, and reads it for nothing else.</summary>
    Sum,

    /// <summary>Each multiplies or divides it by what does not depend on it, and reads it for nothing else.</summary>
    Product,

    /// <summary>The smaller of it and what does not depend on it, and nothing else reads it.</summary>
    Minimum,

    /// <summary>The larger of it and what does not depend on it, and nothing else reads it.</summary>
    Maximum,

    /// <summary>An iteration needs what the one before it left.</summary>
    Recurrence,
}

/// <summary>
/// Recognises sums, products, minima and maxima over the iterations of a loop: <c>s = s + f(i)</c>, also where a branch adds or does not, and where an inner
/// loop adds. The carried value goes into one operation, its result into one, and so on to what the iteration hands on.
/// </summary>
internal static class Accumulations
{
    /// <param name="body">The body of a loop.</param>
    /// <param name="carried">A value that it carries.</param>
    /// <param name="position">The position of what it hands on among the yields of the body.</param>
    public static CarryKind Of(Region body, Value carried, int position)
    {
        CarryKind kind = CarryKind.Invariant;
        return !carried.Type.IsReal || !Follows(body, carried, position, ref kind) ? Extreme(body, carried, position) ?? CarryKind.Recurrence : kind;
    }

    /// <summary>Whether the value is used once, by what makes it of itself, up to the yield; the kind is that of all steps on the way.</summary>
    private static bool Follows(Region region, Value from, int position, ref CarryKind kind)
    {
        Value current = from;
        for (int start = 0; ;)
        {
            int user = -1;
            for (int i = start; i < region.Ops.Length; i++)
            {
                if (!Mentions(region.Ops[i], current))
                {
                    continue;
                }

                if (user >= 0)
                {
                    return false;
                }

                user = i;
            }

            int yields = region.Yields.Count(y => y.Equals(current));
            if (user < 0)
            {
                return yields == 1 && region.Yields[position].Equals(current);
            }

            if (yields > 0 || Step(region.Ops[user], current, ref kind) is not { } next)
            {
                return false;
            }

            current = next;
            start = user + 1;
        }
    }

    private static Value? Step(Op op, Value current, ref CarryKind kind)
    {
        switch (op)
        {
            case Apply { Primitive: "Add" } add when add.Arguments.Count(a => a.Equals(current)) == 1:
                return Join(ref kind, CarryKind.Sum) ? add.Result : null;
            case Apply { Primitive: "Subtract" } subtract when subtract.Arguments[0].Equals(current) && !subtract.Arguments[1].Equals(current):
                return Join(ref kind, CarryKind.Sum) ? subtract.Result : null;
            case Apply { Primitive: "Multiply" } multiply when multiply.Arguments.Count(a => a.Equals(current)) == 1:
                return Join(ref kind, CarryKind.Product) ? multiply.Result : null;
            case Apply { Primitive: "Divide" } divide when divide.Arguments[0].Equals(current) && !divide.Arguments[1].Equals(current):
                return Join(ref kind, CarryKind.Product) ? divide.Result : null;
            case Apply { Primitive: "Max" } max when max.Arguments.Count(a => a.Equals(current)) == 1:
                return Join(ref kind, CarryKind.Maximum) ? max.Result : null;
            case Apply { Primitive: "Min" } min when min.Arguments.Count(a => a.Equals(current)) == 1:
                return Join(ref kind, CarryKind.Minimum) ? min.Result : null;
            case If branch:
                for (int k = 0; k < branch.Outputs.Length; k++)
                {
                    CarryKind inArms = kind;
                    if (Follows(branch.Then, current, k, ref inArms) && Follows(branch.Else, current, k, ref inArms))
                    {
                        kind = inArms;
                        return branch.Outputs[k];
                    }
                }

                return null;
            case For loop when loop.Initial.Count(i => i.Equals(current)) == 1 && !loop.Start.Equals(current) && !MentionsInside(loop, current):
                return Inner(loop.Initial, loop.Carried, loop.Outputs, loop.Body, current, ref kind);
            case While loop when loop.Initial.Count(i => i.Equals(current)) == 1 && !MentionsInside(loop, current):
                int at = loop.Initial.IndexOf(current);
                return Mentions(loop.Condition, loop.Carried[at]) ? null : Inner(loop.Initial, loop.Carried, loop.Outputs, loop.Body, current, ref kind);
            default:
                return null;
        }
    }

    private static Value? Inner(ImmutableArray<Value> initial, ImmutableArray<Value> carried, ImmutableArray<Value> outputs, Region body, Value current, ref CarryKind kind)
    {
        int k = initial.IndexOf(current);
        return Follows(body, carried[k], k, ref kind) ? outputs[k] : null;
    }

    private static bool Join(ref CarryKind kind, CarryKind step)
    {
        if (kind != CarryKind.Invariant && kind != step)
        {
            return false;
        }

        kind = step;
        return true;
    }

    /// <summary><c>if (x &gt; m) m = x;</c>, where x is read again in the arm or not.</summary>
    private static CarryKind? Extreme(Region body, Value carried, int position)
    {
        if (!carried.Type.IsReal
            || body.Ops.FirstOrDefault(o => o.Results.Contains(body.Yields[position])) is not If branch
            || body.Ops.FirstOrDefault(o => o.Results.Contains(branch.Condition)) is not Opaque { Arguments.Length: 2 } test
            || body.Yields.Any(y => y.Equals(carried))
            || body.Ops.Any(o => o != branch && o != test && Mentions(o, carried)))
        {
            return null;
        }

        int at = branch.Outputs.IndexOf(body.Yields[position]);
        Value kept = branch.Else.Yields[at], taken = branch.Then.Yields[at];
        bool isFirst = test.Arguments[0].Equals(carried);
        Value other = test.Arguments[isFirst ? 1 : 0];
        if (!kept.Equals(carried) || isFirst == test.Arguments[1].Equals(carried) || branch.Else.Yields.Count(y => y.Equals(carried)) != 1 || Mentions(branch.Then, carried)
            || branch.Else.Ops.Any(o => Mentions(o, carried)) || !(taken.Equals(other) || IsReadAgain(body, branch, other, taken)))
        {
            return null;
        }

        return (test.Template, isFirst) switch
        {
            ("{0} > {1}" or "{0} >= {1}", false) or ("{0} < {1}" or "{0} <= {1}", true) => CarryKind.Maximum,
            ("{0} < {1}" or "{0} <= {1}", false) or ("{0} > {1}" or "{0} >= {1}", true) => CarryKind.Minimum,
            _ => null,
        };
    }

    /// <summary>The arm reads first of all what was compared, and nothing was written since.</summary>
    private static bool IsReadAgain(Region body, If branch, Value compared, Value taken)
    {
        int read = Enumerable.Range(0, body.Ops.Length).FirstOrDefault(i => body.Ops[i].Results.Contains(compared));
        return body.Ops[read] is Load first
            && branch.Then.Ops.Length > 0 && branch.Then.Ops[0] is Load again && again.Result.Equals(taken) && again.Buffer.Equals(first.Buffer) && again.Index.Equals(first.Index) && again.Leaf == first.Leaf
            && !body.Ops.Skip(read).TakeWhile(o => o != branch).Any(o => o is Store or Fill or Copy or Call or Opaque { Effect: Effect.Unknown } or If or For or While);
    }

    private static bool Mentions(Op op, Value value) => op.Operands.Any(o => o.Equals(value)) || MentionsInside(op, value);

    private static bool MentionsInside(Op op, Value value) => IrRewriter.RegionsOf(op).Any(r => Mentions(r, value));

    private static bool Mentions(Region region, Value value) => region.Yields.Any(y => y.Equals(value)) || region.Ops.Any(o => Mentions(o, value));
}
