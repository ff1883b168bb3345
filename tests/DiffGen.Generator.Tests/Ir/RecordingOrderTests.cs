using System.Collections.Immutable;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Vectorize;
using Xunit;

namespace DiffGen.Generator.Tests.Ir;

/// <summary>Lanes may take from the recording only what lies on top of it.</summary>
public class RecordingOrderTests
{
    /// <summary>Loops by their numbers in the order in which they run; below zero the one that undoes it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(true, 1, -1)]
    [InlineData(true, 1, 2, -2, -1)]
    [InlineData(false, 1, 2, -1, -2)]
    [InlineData(false, 1, 2, -2)]
    [InlineData(false, -1)]
    [InlineData(true, 1, -1, 2, -2)]
    [InlineData(false, 1, 2, 3, -3, -1, -2)]
    public void Loops_are_undone_in_the_opposite_order(bool isKept, params int[] loops)
    {
        Assert.Equal(isKept, RecordingOrder.IsKept(Body(isInArms: false, loops)));
        Assert.Equal(isKept, RecordingOrder.IsKept(Body(isInArms: true, loops)));
    }

    /// <param name="isInArms">Each loop runs only where a lane takes it.</param>
    /// <param name="loops">Their numbers.</param>
    private static Region Body(bool isInArms, int[] loops)
    {
        var builder = new IrBuilder(0);
        builder.Open();
        Value zero = builder.Int(0), one = builder.Int(1), isOn = builder.Constant(IrType.Bool, "true");
        foreach (int loop in loops)
        {
            builder.Open();
            if (loop > 0)
            {
                builder.Add(new Push(-1, builder.Constant(IrType.Double, "1")));
            }
            else
            {
                builder.Add(new Pop(-1, builder.New(IrType.Double)));
            }

            Region body = builder.Close();
            var iterations = new For(-1, ImmutableArray<Value>.Empty, builder.New(IrType.Int), zero, one, "<", one, ImmutableArray<Value>.Empty, ImmutableArray<Value>.Empty, body, -1) { Mirror = loop };
            builder.Open();
            builder.Add(iterations);
            Region arm = builder.Close();
            builder.Add(isInArms ? new If(-1, ImmutableArray<Value>.Empty, isOn, arm, Region.Empty) : (Op)iterations);
        }

        return builder.Close();
    }
}
