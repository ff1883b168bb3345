using System.Threading.Tasks;
using DiffGen.CodeFixes;
using Xunit;

namespace DiffGen.Package.Tests.CodeFixes;

public sealed class AddNoDiffTests
{
    private static readonly Reporter s_reporter = new("DG1003", Reporter.DecimalParameters);

    [Theory]
    [InlineData("using DiffGen;\n", " decimal c", " [NoDiff] decimal c")]
    [InlineData("", " decimal c", " [DiffGen.NoDiff] decimal c")]
    [InlineData("using DiffGen;\nclass NoDiff : System.Attribute { }\n", " decimal c", " [DiffGen.NoDiff] decimal c")]
    [InlineData("using DiffGen;\n", " [Uniform] decimal c = 1m", " [NoDiff][Uniform] decimal c = 1m")]
    [InlineData("using DiffGen;\n", "\n        /* cost */ decimal c", "\n        /* cost */ [NoDiff] decimal c")]
    public async Task The_parameter_is_marked(string head, string before, string after)
    {
        string source = head + "partial class A { static double F(double x,PARAMETER) => x; }\n";
        Assert.Equal(
            source.Replace("PARAMETER", after, System.StringComparison.Ordinal),
            await CodeFixHarness.FixFirst(new AddNoDiffCodeFix(), s_reporter, source.Replace("PARAMETER", before, System.StringComparison.Ordinal)));
    }

    [Fact]
    public async Task In_the_namespace_itself_the_short_name_is_enough()
    {
        const string source = "namespace DiffGen.Models { partial class A { static double F(decimal c) => 0; } }";
        Assert.Equal(
            source.Replace("(decimal", "([NoDiff] decimal", System.StringComparison.Ordinal),
            await CodeFixHarness.FixFirst(new AddNoDiffCodeFix(), s_reporter, source));
    }

    [Fact]
    public async Task All_parameters_of_a_document_at_once()
    {
        const string before = "using DiffGen;\npartial class A { static double F(decimal a, double x, decimal b) => x; }";
        const string after = "using DiffGen;\npartial class A { static double F([NoDiff] decimal a, double x, [NoDiff] decimal b) => x; }";
        Assert.Equal(after, await CodeFixHarness.FixAll(new AddNoDiffCodeFix(), s_reporter, before));
    }

    [Fact]
    public async Task A_marked_parameter_is_left_alone()
    {
        const string source = "using DiffGen;\npartial class A { static double F([NoDiff] decimal a) => 0; }";
        Assert.Equal(source, await CodeFixHarness.FixFirst(new AddNoDiffCodeFix(), s_reporter, source));
    }

    [Fact]
    public async Task For_an_element_of_a_tuple_there_is_no_mark()
    {
        const string source = "using DiffGen;\npartial class A { static double F((decimal C, double X) p) => 0; }";
        Assert.Equal(source, await CodeFixHarness.FixFirst(new AddNoDiffCodeFix(), new Reporter("DG2001", Reporter.TupleElements), source));
    }
}
