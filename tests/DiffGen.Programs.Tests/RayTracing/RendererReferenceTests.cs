using System;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.RayTracing;

public class RendererReferenceTests
{
    [Fact]
    public void Differential_agrees_with_differences_in_every_pixel()
    {
        for (int index = 0; index < Stage.Width * Stage.Height; index++)
        {
            double[] p = [.. Stage.Numbers, .. Stage.Pixel(index)];
            (double value, double[] gradient) = ShadingDifferential.At(p, Stage.Surfaces);
            float traced = Renderer.Trace(Stage.Spheres(p), Stage.Vector(p.AsSpan(15)), Stage.Vector(p.AsSpan(18)), Stage.Vector(p.AsSpan(21)));
            Comparison.Close($"value of pixel {index}", value, traced, 1e-4);
            double[] expected = Differences.Gradient(x => ShadingDifferential.At(x, Stage.Surfaces).Value, p, 1e-3);
            Comparison.Close($"gradient of pixel {index}", expected, gradient, 1e-7);
        }
    }
}
