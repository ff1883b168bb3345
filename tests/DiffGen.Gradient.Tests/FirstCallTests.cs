using System.CodeDom.Compiler;
using System.Linq;
using System.Reflection;
using Xunit;

namespace DiffGen.Gradient.Tests;

/// <summary>What the compiler at run time is told of generated methods: a second call costs what all later ones do.</summary>
public class FirstCallTests
{
    private const MethodImplAttributes Optimized = MethodImplAttributes.AggressiveOptimization;

    private static readonly MethodInfo[] s_companions =
    [
        .. typeof(FirstCallTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(method => method.GetCustomAttribute<GeneratedCodeAttribute>()?.Tool == "DiffGen.Generator" && method.GetMethodBody() is not null),
    ];

    [Fact]
    public void What_rents_a_recording_is_optimised_at_its_first_call()
    {
        MethodInfo[] renting = [.. s_companions.Where(method => method.GetMethodBody()!.LocalVariables.Any(local => local.LocalType == typeof(CompilerServices.Recording)))];
        Assert.True(renting.Length > 100);
        Assert.Empty(renting.Where(method => !method.MethodImplementationFlags.HasFlag(Optimized)).Select(Named));
    }

    [Fact]
    public void What_is_too_large_for_its_caller_is_optimised_at_its_first_call()
    {
        MethodInfo[] large = [.. s_companions.Where(method => method.GetMethodBody()!.GetILAsByteArray()!.Length > 2000)];
        Assert.True(large.Length > 100);
        Assert.Empty(large.Where(method => !method.MethodImplementationFlags.HasFlag(Optimized)).Select(Named));
    }

    [Fact]
    public void Small_straight_line_companions_go_into_their_callers() =>
        Assert.True(s_companions.Count(method => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveInlining)) > 100);

    private static string Named(MethodInfo method) => method.DeclaringType + "." + method.Name;
}
