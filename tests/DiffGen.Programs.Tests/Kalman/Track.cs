using System.Linq;
using DiffGen.Programs.Harness;

namespace DiffGen.Programs.Kalman;

/// <summary>Where the filters are tried.</summary>
internal static class Track
{
    public static double[] Parameters => [0.4, 0.8, 0.3, 0.5, 1.2, 0.2, -0.6];

    public static double[] Times => [0.5, 1.1, 1.2, 2.5, 3, 4.4, 4.5, 6, 7.2];

    public static double[] Measured => Sampled.Uniform(1, 18, -2, 2);

    public static Measurement[] Measurements => [.. Times.Zip(Measured.Chunk(2), (time, pair) => new Measurement(time, pair[0], pair[1]))];
}
