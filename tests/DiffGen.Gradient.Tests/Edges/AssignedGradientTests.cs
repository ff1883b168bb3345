using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>
/// What a gradient buffer held is ignored, whether the companion clears it or assigns every element, for every number of iterations. Compared with tangents, which no
/// gradient is cleared for.
/// </summary>
public class AssignedGradientTests
{
    internal delegate (double Value, double ScaleGrad) Reverse(ReadOnlySpan<double> x, double scale, Span<double> xGrad);

    internal delegate (double Value, double ScaleGrad) Pullback(ReadOnlySpan<double> x, double scale, double valueGrad, Span<double> xGrad);

    internal delegate (double Value, double Tangent) Forward(ReadOnlySpan<double> x, double scale, ReadOnlySpan<double> xTangent, double scaleTangent);

    public static TheoryData<string> Methods =>
    [
        nameof(AssignedGradients.Whole), nameof(AssignedGradients.WholeOneByOne), nameof(AssignedGradients.Recorded), nameof(AssignedGradients.LastFirst), nameof(AssignedGradients.FromTheEnd),
        nameof(AssignedGradients.Twice), nameof(AssignedGradients.NotTheFirst), nameof(AssignedGradients.NotTheLast), nameof(AssignedGradients.Shifted), nameof(AssignedGradients.EverySecond),
        nameof(AssignedGradients.InABranch), nameof(AssignedGradients.LeftEarly), nameof(AssignedGradients.WithItsNeighbour), nameof(AssignedGradients.FromBothEnds), nameof(AssignedGradients.OfAnotherLength),
        nameof(AssignedGradients.WithMoreBehind), nameof(AssignedGradients.BySlices), nameof(AssignedGradients.InAnInnerLoop), nameof(AssignedGradients.Repeated), nameof(AssignedGradients.Sometimes),
        nameof(AssignedGradients.Scratch), nameof(AssignedGradients.KeptScratch), nameof(AssignedGradients.ScratchNotTheFirst), nameof(AssignedGradients.ScratchReadInPart),
        nameof(AssignedGradients.ScratchWithNeighbours), nameof(AssignedGradients.ScratchFromBothEnds), nameof(AssignedGradients.ScratchReadElsewhere), nameof(AssignedGradients.ScratchInABranch),
        nameof(AssignedGradients.SavedInTheGradient), nameof(AssignedGradients.SavedRecurrence), nameof(AssignedGradients.SavedTwice), nameof(AssignedGradients.SavedBesideItsNeighbour),
        nameof(AssignedGradients.SavedAndReadAgain), nameof(AssignedGradients.SavedButForTheFirst), nameof(AssignedGradients.SavedAndThrown), nameof(AssignedGradients.SavedAndOutOfRange),
    ];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Nothing_of_what_a_gradient_held_is_left(string method)
    {
        Reverse gradient = Companion<Reverse>(method + "Gradient");
        Pullback vjp = Companion<Pullback>(method + "Vjp");
        Forward jvp = Companion<Forward>(method + "Jvp");
        for (int length = 0; length < 40; length++)
        {
            double[] x = [.. Enumerable.Range(0, length).Select(i => Math.Sin((1.7 * i) + 0.3))], xGrad = new double[length], added = new double[length];
            Array.Fill(xGrad, double.NaN);
            Array.Fill(added, 10.0);
            (_, double scaleGrad) = gradient(x, 0.7, xGrad);
            (_, double scaleAdded) = vjp(x, 0.7, 1, added);
            for (int i = 0; i < length; i++)
            {
                double[] xTangent = new double[length];
                xTangent[i] = 1;
                double tangent = jvp(x, 0.7, xTangent, 0).Tangent;
                Near(tangent, xGrad[i], method, length, i);
                Near(tangent + 10, added[i], method, length, i);
            }

            double along = jvp(x, 0.7, new double[length], 1).Tangent;
            Near(along, scaleGrad, method, length, -1);
            Near(along, scaleAdded, method, length, -1);
        }
    }

    [Fact]
    public void What_is_saved_in_a_gradient_is_not_left_there_by_an_exception()
    {
        double[] x = [.. Enumerable.Range(0, 41).Select(i => i == 30 ? 20.0 : 0.1)], xGrad = [.. Enumerable.Repeat(7.0, 41)];
        Assert.Throws<InvalidOperationException>(() => AssignedGradients.SavedAndThrownGradient(x, 1, xGrad));
        Assert.Throws<IndexOutOfRangeException>(() => AssignedGradients.SavedAndOutOfRangeGradient(x, 0.1, xGrad));
        Assert.All(xGrad, v => Assert.Equal(7.0, v));
    }

    private static T Companion<T>(string name)
        where T : Delegate => typeof(AssignedGradients).GetMethod(name, System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!.CreateDelegate<T>();

    private static void Near(double expected, double actual, string method, int length, int at) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-11 * Math.Max(1, Math.Abs(expected)), $"{method}, {at} of {length}: {expected:R}, {actual:R}");
}
