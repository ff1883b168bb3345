using System;
using System.Reflection;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class AttributeTests
{
    [Theory]
    [InlineData(typeof(DifferentiableAttribute), AttributeTargets.Method | AttributeTargets.Struct | AttributeTargets.Class)]
    [InlineData(typeof(NoDiffAttribute), AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
    [InlineData(typeof(UniformAttribute), AttributeTargets.Parameter)]
    [InlineData(typeof(OutputAttribute), AttributeTargets.Parameter)]
    [InlineData(typeof(CheckpointAttribute), AttributeTargets.Method)]
    [InlineData(typeof(DerivativeOfAttribute), AttributeTargets.Method)]
    [InlineData(typeof(ShapeAttribute), AttributeTargets.Property)]
    public void Targets(Type attribute, AttributeTargets targets)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        Assert.Equal(targets, attribute.GetCustomAttribute<AttributeUsageAttribute>()!.ValidOn);
    }

    [Fact]
    public void Only_simd_is_on_unless_set()
    {
        DifferentiableAttribute attribute = new();
        Assert.True(attribute.Simd);
        Assert.False(attribute.Hvp);
        Assert.False(attribute.Batch);
        Assert.False(attribute.Jacobian);
    }

    [Fact]
    public void Arguments_are_kept()
    {
        DerivativeOfAttribute rule = new(typeof(Math), nameof(Math.Sin));
        Assert.Equal((typeof(Math), "Sin"), (rule.Type, rule.Method));
        Assert.Equal(["rows", "columns"], new ShapeAttribute("rows", "columns").Dimensions);
        CompanionOfAttribute companion = new("M:A.F(System.Double)", 3);
        Assert.Equal(("M:A.F(System.Double)", 3), (companion.DocumentationId, companion.AbiVersion));
    }

    [Fact]
    public void Stop_is_the_identity_for_everything()
    {
        Assert.Equal(1.5, Diff.Stop(1.5));
        Assert.Equal(1.5f, Diff.Stop(1.5f));
        Assert.Equal("text", Diff.Stop("text"));
        double[] buffer = [1, 2];
        Assert.True(Diff.Stop(buffer.AsSpan()) == buffer.AsSpan());
    }
}
