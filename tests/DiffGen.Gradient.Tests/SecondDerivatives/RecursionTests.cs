using System.Linq;
using DiffGen.Gradient.Tests.Harness;
using Xunit;

namespace DiffGen.Gradient.Tests.SecondDerivatives;

/// <summary>A recursive method and the same function as a loop have one Hessian.</summary>
public class RecursionTests
{
    [Theory]
    [InlineData("Logistic")]
    [InlineData("Horner")]
    [InlineData("Spiral")]
    [InlineData("Even")]
    public void Products_of_a_recursion_are_those_of_the_loop(string name)
    {
        MarkedMethod recursion = Of(name), loop = Of(name + "Loop");
        foreach (Point point in Point.Of(recursion))
        {
            int count = point.ActiveNumbers().Length;
            for (int i = 0; i < count; i++)
            {
                double[] unit = new double[count];
                unit[i] = 1;
                Curved a = Companions.Hvp(recursion, point, unit), b = Companions.Hvp(loop, point, unit);
                double scale = b.Products.Concat(b.Gradients).Max(double.Abs) + 1;
                Assert.Equal(b.Tangents[0], a.Tangents[0], 1e-13 * scale);
                for (int k = 0; k < count; k++)
                {
                    Assert.Equal(b.Gradients[k], a.Gradients[k], 1e-13 * scale);
                    Assert.Equal(b.Products[k], a.Products[k], 1e-12 * scale);
                }
            }
        }
    }

    private static MarkedMethod Of(string name) => MarkedMethod.All.Values.Single(m => m.Primal.DeclaringType == typeof(Golden.SecondDerivatives.Recursions) && m.Primal.Name == name);
}
