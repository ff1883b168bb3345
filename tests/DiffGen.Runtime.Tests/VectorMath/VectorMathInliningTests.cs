using System;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>The JIT inlines whatever asks for it, unless it has more than 32 locals (its fixed limit) or a loop: a call in a vector loop would store and reload all that lives in registers.</summary>
public sealed class VectorMathInliningTests
{
    private const int MostLocals = 32;

    public static TheoryData<string> Methods => [.. Forms().Select(m => m.ToString()!)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Vector_forms_can_be_inlined(string method)
    {
        MethodInfo form = Forms().Single(m => m.ToString() == method);
        Assert.True(form.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveInlining), method);
        Assert.InRange(form.GetMethodBody()!.LocalVariables.Count, 0, MostLocals);
    }

    // All but the loops over lanes whose angle is too large, which ask not to be inlined.
    private static MethodInfo[] Forms() =>
    [
        .. typeof(VectorMath).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(m => m.GetParameters().Any(p => p.ParameterType.Name.StartsWith("Vector", StringComparison.Ordinal)))
            .Where(m => !m.MethodImplementationFlags.HasFlag(MethodImplAttributes.NoInlining)),
    ];
}
