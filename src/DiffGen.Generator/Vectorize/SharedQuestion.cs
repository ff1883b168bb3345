using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// Several vectors of an iteration ask at once whether one of their numbers is the largest of all: <c>if (any(a == largest)) …; if (any(b == largest)) …</c> becomes
/// <c>if (any(max(a, b) &gt;= largest)) { if (any(a == largest)) …; if (any(b == largest)) … }</c>.
/// </summary>
/// <param name="Before">What the iteration computes before it asks.</param>
/// <param name="Asking">The question, and what is done where it holds.</param>
/// <param name="Number">The number of the iteration.</param>
/// <param name="Extreme">The largest of all, or the smallest.</param>
/// <param name="IsLargest">It is the largest.</param>
internal sealed record SharedQuestion(Region Before, Region Asking, Value Number, Value Extreme, bool IsLargest)
{
    /// <param name="iteration">An iteration of a loop.</param>
    /// <param name="loop">The loop.</param>
    /// <returns>Null where the iteration does more than to ask.</returns>
    public static SharedQuestion? Of(Region iteration, InnerLoop loop)
    {
        if (iteration.Ops.LastOrDefault() is not If { IsRare: true, IsLargest: { } isLargest } branch
            || iteration.Ops.FirstOrDefault(o => o.Results.Contains(branch.Condition)) is not Opaque { Template: "{0} == {1}" } test
            || !iteration.Ops.All(o => ReferenceEquals(o, branch) || o is Load or Constant or Apply or Opaque { Effect: Effect.Pure })
            || !loop.Loop.Body.Yields.All(branch.Outputs.Contains)
            || branch.Then.Walked.Any(o => o is Store or Fill or Copy))
        {
            return null;
        }

        Value[] numbers = [.. test.Arguments.Where(loop.Varies)];
        return numbers.Length != 1 ? null : new SharedQuestion(
            iteration with { Ops = iteration.Ops.Where(o => !ReferenceEquals(o, branch) && !ReferenceEquals(o, test)).ToImmutableArray() },
            iteration with { Ops = ImmutableArray.Create<Op>(test, branch) },
            numbers[0],
            test.Arguments.First(a => !a.Equals(numbers[0])),
            isLargest);
    }

    /// <summary>Whether any lane of any vector has it. No number is NaN where the extreme is none, and where that is NaN, no lane has it.</summary>
    /// <param name="builder">Takes the operations.</param>
    /// <param name="shape">The vectors.</param>
    /// <param name="vectors">What they have computed before.</param>
    public Value Asked(IrBuilder builder, LaneShape shape, IEnumerable<LoopLanes> vectors)
    {
        string outermost = shape.Spelled(IsLargest ? "{V}.MaxNative({0}, {1})" : "{V}.MinNative({0}, {1})");
        Value numbers = vectors.Select(v => v.Lane(Number)).ToArray().Aggregate((a, b) => builder.Pure(shape.Reals, outermost, Precedences.Call, a, b));
        return builder.Pure(IrType.Bool, shape.Spelled(IsLargest ? "{V}.GreaterThanOrEqualAny({0}, {1})" : "{V}.LessThanOrEqualAny({0}, {1})"), Precedences.Call, numbers, vectors.First().Lane(Extreme));
    }
}
