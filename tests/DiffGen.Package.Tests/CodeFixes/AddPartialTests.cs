using System.Threading.Tasks;
using DiffGen.CodeFixes;
using Xunit;

namespace DiffGen.Package.Tests.CodeFixes;

public sealed class AddPartialTests
{
    private static readonly Reporter s_reporter = new("DG1001", Reporter.TypesOfMarkedMethods);

    [Theory]
    [InlineData("class A", "partial class A")]
    [InlineData("public static class A", "public static partial class A")]
    [InlineData("internal readonly ref struct A", "internal readonly ref partial struct A")]
    [InlineData("public sealed record A", "public sealed partial record A")]
    [InlineData("record struct A(int N)", "partial record struct A(int N)")]
    [InlineData("interface A", "partial interface A")]
    public async Task The_keyword_goes_where_the_language_wants_it(string before, string after)
    {
        const string body = " { [DiffGen.Differentiable] static double F(double x) => x; }\n";
        Assert.Equal(after + body, await CodeFixHarness.FixFirst(new AddPartialCodeFix(), s_reporter, before + body));
    }

    [Fact]
    public async Task Every_type_around_gets_it_and_comments_and_attributes_stay()
    {
        const string before = """
            using DiffGen;

            // Outer.
            class Outer
            {
                /// <summary>Middle.</summary>
                public partial struct Middle
                {
                    [System.Serializable]
                    // Inner.
                    class Inner
                    {
                        [Differentiable]
                        static double F(double x) => x;
                    }
                }
            }

            """;
        const string after = """
            using DiffGen;

            // Outer.
            partial class Outer
            {
                /// <summary>Middle.</summary>
                public partial struct Middle
                {
                    [System.Serializable]
                    // Inner.
                    partial class Inner
                    {
                        [Differentiable]
                        static double F(double x) => x;
                    }
                }
            }

            """;
        Assert.Equal(after, await CodeFixHarness.FixFirst(new AddPartialCodeFix(), s_reporter, before));
    }

    [Fact]
    public async Task Two_types_in_one_get_one_keyword_each()
    {
        const string before = "class O { class A { [DiffGen.Differentiable] static double F(double x) => x; } class B { [DiffGen.Differentiable] static double F(double x) => x; } }";
        const string after = "partial class O { partial class A { [DiffGen.Differentiable] static double F(double x) => x; } partial class B { [DiffGen.Differentiable] static double F(double x) => x; } }";
        Assert.Equal(after, await CodeFixHarness.FixAll(new AddPartialCodeFix(), s_reporter, before));
    }

    [Fact]
    public async Task A_partial_type_is_left_alone()
    {
        const string source = "partial class A { [DiffGen.Differentiable] static double F(double x) => x; }";
        Assert.Equal(source, await CodeFixHarness.FixFirst(new AddPartialCodeFix(), s_reporter, source));
    }
}
