using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

public class HalfStoredPropertyTests
{
    [Fact]
    public void Each_accessor_by_its_own_way()
    {
        // Leaky: x, then -2x, of which a tenth is left; Doubled: twice x² is read, x added, and stored.
        (double value, double gradient) = HalfStoredProperties.SetGradient(3);
        Assert.Equal(-0.2 * 3 * 3 + 2 * (2 * 9 + 3), value, 1e-12);
        Assert.Equal(-0.4 * 3 + 2 * (4 * 3 + 1), gradient, 1e-12);

        (value, gradient) = HalfStoredProperties.InitialisedGradient(3);
        Assert.Equal(-0.1 * 9 + 18, value, 1e-12);
        Assert.Equal(-0.2 * 3 + 12, gradient, 1e-12);
    }
}
