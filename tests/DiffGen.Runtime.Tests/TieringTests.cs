using System;
using System.Linq;
using System.Reflection;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>What the inner loops of generated code call is compiled optimised from its first call on, or into its caller: its second call costs what all later ones do.</summary>
public static class TieringTests
{
    private const MethodImplAttributes EitherOf = MethodImplAttributes.AggressiveOptimization | MethodImplAttributes.AggressiveInlining;

    [Theory]
    [InlineData(typeof(Lanes))]
    [InlineData(typeof(Jacobians))]
    [InlineData(typeof(Loops))]
    [InlineData(typeof(StrongZero))]
    public static void Methods_are_optimised_at_their_first_call(Type type)
    {
        MethodInfo[] methods = type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Public);
        Assert.NotEmpty(methods);
        Assert.Empty(methods.Where(m => !typeof(Exception).IsAssignableFrom(m.ReturnType) && (m.MethodImplementationFlags & EitherOf) == 0).Select(m => m.ToString()));
    }
}
