using System;
using Xunit;

namespace DiffGen.Runtime.Tests.Sampling;

public sealed class NodeTests
{
    [Fact]
    public void A_site_is_the_identity_and_copies_nothing()
    {
        Assert.Equal(1.5, Node.Site(1.5));
        Assert.Equal(2.5f, Node.Site(2.5f));
        double[] a = [1, 2];
        Assert.Same(a, Node.Site(a));
        Assert.True(Node.Site(a.AsSpan()) == a.AsSpan());
        Assert.True(Node.Site((ReadOnlySpan<double>)a) == (ReadOnlySpan<double>)a);
    }

    [Fact]
    public void Its_rules_pass_tangent_and_cotangent_on()
    {
        Assert.Equal((1.5, 0.25), Node.SiteJvp(1.5, 0.25));
        Assert.Equal((1.5f, -3f), Node.SiteVjp(1.5f, -3f));
    }
}
