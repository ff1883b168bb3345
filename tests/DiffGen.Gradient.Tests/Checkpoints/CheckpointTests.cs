using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Gradient.Tests.Harness;
using Xunit;

namespace DiffGen.Gradient.Tests.Checkpoints;

/// <summary>What is run again in reverse gives the bits that recording it gives.</summary>
public class CheckpointTests
{
    private static readonly Type[] s_types = [typeof(Golden.Checkpoints.Calls), typeof(Golden.Checkpoints.Loops)];

    public static TheoryData<string> Names => [.. Pairs.Select(pair => pair.Again.Id)];

    private static IEnumerable<(MarkedMethod Again, MarkedMethod Recorded)> Pairs =>
        from recorded in MarkedMethod.All.Values
        where s_types.Contains(recorded.Primal.DeclaringType) && recorded.Primal.Name.EndsWith("Recorded", StringComparison.Ordinal)
        from again in MarkedMethod.All.Values
        where again.Primal.DeclaringType == recorded.Primal.DeclaringType && again.Primal.Name + "Recorded" == recorded.Primal.Name
        select (again, recorded);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_bit_is_that_of_the_recording(string id)
    {
        (MarkedMethod again, MarkedMethod recorded) = Pairs.Single(pair => pair.Again.Id == id);
        foreach (Point point in Point.Of(again))
        {
            double[] direction = [.. Enumerable.Range(1, point.ActiveNumbers().Length).Select(i => Math.Cos(i))];
            Pulled a = Harness.Companions.Gradient(again, point, double.NaN), b = Harness.Companions.Gradient(recorded, point, double.NaN);
            Same([Values.ToNumbers(b.Value!)[0], .. b.Gradients], [Values.ToNumbers(a.Value!)[0], .. a.Gradients], point);
            Pushed forward = Harness.Companions.Jvp(again, point, direction), forwardRecorded = Harness.Companions.Jvp(recorded, point, direction);
            Same(forwardRecorded.Tangents, forward.Tangents, point);
            if (again.HasHvp)
            {
                Curved c = Harness.Companions.Hvp(again, point, direction), d = Harness.Companions.Hvp(recorded, point, direction);
                Same([.. d.Tangents, .. d.Gradients, .. d.Products], [.. c.Tangents, .. c.Gradients, .. c.Products], point);
            }
        }
    }

    private static void Same(double[] expected, double[] actual, Point point) => Assert.True(
        expected.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(actual.Select(BitConverter.DoubleToInt64Bits)),
        $"at {point}\nrecorded  {string.Join(", ", expected)}\nrun again {string.Join(", ", actual)}");
}
