using System.Linq;
using DiffGen.Programs.Harness;
using Value = System.Numerics.Complex;

namespace DiffGen.Programs.Fourier;

/// <summary>Signals of the program's complex numbers, of the library's, and as real numbers Re₀, Im₀, Re₁, …</summary>
internal static class Signals
{
    public static Complex[] Sample(int seed, int length) => FromParts(Sampled.Uniform(seed, 2 * length));

    public static Complex[] FromParts(double[] parts) => [.. parts.Chunk(2).Select(pair => new Complex(pair[0], pair[1]))];

    public static Value[] Values(Complex[] x) => [.. x.Select(z => new Value(z.Re, z.Im))];

    public static double[] Parts(Complex[] x) => [.. x.SelectMany(z => new[] { z.Re, z.Im })];

    public static double[] Parts(Value[] x, double factor = 1) => [.. x.SelectMany(z => new[] { factor * z.Real, factor * z.Imaginary })];
}
