using System;
using System.Numerics;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.RayTracing;

public class ShadingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_pixel_has_the_gradient_in_closed_form(int index)
    {
        int hits = 0;
        for (int pixel = 0; pixel < Stage.Width * Stage.Height; pixel++)
        {
            double[] p = At(index, pixel);
            (double expectedValue, double[] expected) = ShadingDifferential.At(p, [Stage.Surfaces[index]]);
            (float value, Sphere sphereGrad, Vector3 lightGrad, Vector3 eyeGrad, Vector3 targetGrad) =
                Shading.BrightnessGradient(Sphere(p, index), Stage.Vector(p.AsSpan(5)), Stage.Vector(p.AsSpan(8)), Stage.Vector(p.AsSpan(11)));
            Comparison.Close($"value of pixel {pixel}", expectedValue, value, Stage.Single);
            Comparison.Close(
                $"gradient of pixel {pixel}",
                expected,
                [.. Stage.Parts([sphereGrad]), .. Stage.Parts(lightGrad), .. Stage.Parts(eyeGrad), .. Stage.Parts(targetGrad)],
                Stage.Single);
            Assert.Equal(default, sphereGrad.Surface);
            hits += sphereGrad.Albedo != 0 ? 1 : 0;
        }

        Assert.InRange(hits, 1, (Stage.Width * Stage.Height) - 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Tangent_is_gradient_times_direction(int index)
    {
        for (int pixel = 0; pixel < Stage.Width * Stage.Height; pixel++)
        {
            double[] p = At(index, pixel), d = Array.ConvertAll(Sampled.Uniform(pixel, p.Length), x => (double)(float)x);
            float tangent = Shading.BrightnessJvp(
                Sphere(p, index), Stage.Vector(p.AsSpan(5)), Stage.Vector(p.AsSpan(8)), Stage.Vector(p.AsSpan(11)),
                Sphere(d, index), Stage.Vector(d.AsSpan(5)), Stage.Vector(d.AsSpan(8)), Stage.Vector(d.AsSpan(11))).Tangent;
            double[] gradient = ShadingDifferential.At(p, [Stage.Surfaces[index]]).Gradient;
            double scale = Math.Sqrt(Dense.Dot(gradient, gradient));
            Assert.InRange(tangent - Dense.Dot(gradient, d), -Stage.Single * scale, Stage.Single * scale);
        }
    }

    // One sphere of the stage, its light and eye, and a pixel.
    private static double[] At(int index, int pixel) => [.. Stage.Numbers[(5 * index)..][..5], .. Stage.Numbers[15..], .. Stage.Pixel(pixel)];

    private static Sphere Sphere(double[] p, int index) => new(Stage.Vector(p), (float)p[3], (float)p[4], Stage.Surfaces[index]);
}
