using System;
using System.Linq;
using System.Numerics;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.RayTracing;

public class RendererTests
{
    [Fact]
    public void Every_pixel_has_the_gradient_in_closed_form()
    {
        for (int index = 0; index < Stage.Width * Stage.Height; index++)
        {
            double[] p = [.. Stage.Numbers, .. Stage.Pixel(index)];
            (double expectedValue, double[] expected) = ShadingDifferential.At(p, Stage.Surfaces);
            Sphere[] spheresGrad = new Sphere[Stage.Surfaces.Length];
            (float value, Vector3 lightGrad, Vector3 eyeGrad, Vector3 targetGrad) = Renderer.TraceGradient(
                Stage.Spheres(p), Light(p), Eye(p), Stage.Vector(p.AsSpan(21)), spheresGrad);
            Comparison.Close($"value of pixel {index}", expectedValue, value, Stage.Single);
            Comparison.Close(
                $"gradient of pixel {index}",
                expected,
                [.. Stage.Parts(spheresGrad), .. Stage.Parts(lightGrad), .. Stage.Parts(eyeGrad), .. Stage.Parts(targetGrad)],
                Stage.Single);
        }
    }

    [Fact]
    public void Mismatch_adds_up_the_pixels()
    {
        double[] p = Stage.Numbers;
        float[] picture = [.. Sampled.Uniform(1, Stage.Width * Stage.Height, 0, 1).Select(x => (float)x)];
        Sphere[] spheresGrad = [.. Stage.Spheres(p)];
        (float value, Vector3 lightGrad, Vector3 eyeGrad) = Renderer.MismatchGradient(Stage.Spheres(p), Light(p), Eye(p), picture, Stage.Width, spheresGrad);
        (double expectedValue, double[] expected) = Mismatch(picture);
        Comparison.Close("value", expectedValue, value, Stage.Single);
        Comparison.Close("gradient", expected, [.. Stage.Parts(spheresGrad), .. Stage.Parts(lightGrad), .. Stage.Parts(eyeGrad)], Stage.Single);
        Assert.All(spheresGrad, sphere => Assert.Equal(default, sphere.Surface));
    }

    [Fact]
    public void Tangent_is_gradient_times_direction()
    {
        double[] p = Stage.Numbers, d = [.. Sampled.Uniform(2, p.Length).Select(x => (double)(float)x)];
        float[] picture = new float[Stage.Width * Stage.Height];
        float tangent = Renderer.MismatchJvp(Stage.Spheres(p), Light(p), Eye(p), picture, Stage.Width, Stage.Spheres(d), Light(d), Eye(d)).Tangent;
        Comparison.Close("tangent", Dense.Dot(Mismatch(picture).Gradient, d), tangent, Stage.Single);
    }

    private static (double Value, double[] Gradient) Mismatch(float[] picture)
    {
        double[] gradient = new double[Stage.Numbers.Length];
        double sum = 0;
        for (int index = 0; index < picture.Length; index++)
        {
            (double value, double[] ofPixel) = ShadingDifferential.At([.. Stage.Numbers, .. Stage.Pixel(index)], Stage.Surfaces);
            double difference = value - picture[index];
            sum += 0.5 * difference * difference;
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] += difference * ofPixel[i];
            }
        }

        return (sum, gradient);
    }

    private static Vector3 Light(double[] p) => Stage.Vector(p.AsSpan(15));

    private static Vector3 Eye(double[] p) => Stage.Vector(p.AsSpan(18));
}
