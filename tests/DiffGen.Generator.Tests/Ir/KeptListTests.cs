using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using Xunit;

namespace DiffGen.Generator.Tests.Ir;

/// <summary>What operations and regions keep of their parts is never that of the operation that they were copied from.</summary>
public class KeptListTests
{
    private static readonly Value s_x = Number(0), s_y = Number(1), s_z = Number(2);

    private static Value Number(int id) => new(id, IrType.Double, null);

    private static void AssertList<T>(IEnumerable<T> expected, IEnumerable<T> actual) => Assert.Equal(expected, actual);

    [Fact]
    public void A_copy_has_lists_of_its_own()
    {
        var load = new Load(-1, s_x, s_y, s_z);
        AssertList([s_y, s_z], load.Operands);
        AssertList([s_z, s_y], (load with { Buffer = s_z, Index = s_y }).Operands);
        AssertList([s_z], (load with { Result = s_z }).Results);

        var loop = new For(-1, [], s_x, s_y, s_y, "<", s_y, [], [], Region.Empty, -1);
        AssertList([s_y, s_y, s_y], loop.Operands);
        AssertList([s_x], loop.RegionArguments);
        Region other = new([load], []);
        For copy = loop with { Index = s_z, Initial = [s_x], Carried = [s_y], Outputs = [s_x], Body = other };
        AssertList([s_y, s_y, s_y, s_x], copy.Operands);
        AssertList([s_z, s_y], copy.RegionArguments);
        Assert.Same(other, Assert.Single(copy.Regions));
    }

    /// <summary>Values are equal by their ids: the name must be that of the copy all the same.</summary>
    [Fact]
    public void A_renamed_value_is_alone_with_its_name()
    {
        Assert.Null(Assert.Single(s_x.Alone).Name);
        Assert.Equal("named", Assert.Single((s_x with { Name = "named" }).Alone).Name);
    }

    [Fact]
    public void Operations_inside_are_found_outer_before_inner()
    {
        var inner = new Constant(-1, s_x, "1");
        var branch = new If(-1, [], s_y, new Region([inner], []), Region.Empty);
        var region = new Region([branch], []);
        AssertList<Op>([branch, inner], IrRewriter.Walk(region));
        AssertList<Op>([inner], IrRewriter.Walk(region with { Ops = [inner] }));
        AssertList<Op>([inner], IrRewriter.Inside(branch));
    }

    /// <summary>Lists that were asked for are no part of what is compared.</summary>
    [Fact]
    public void What_is_kept_does_not_tell_operations_apart()
    {
        var asked = new Store(-1, s_x, s_y, s_z, Adds: false);
        Assert.Equal(3, asked.Operands.Length);
        Assert.Equal(new Store(-1, s_x, s_y, s_z, Adds: false), asked);
    }

    [Fact]
    public void Mapping_keeps_what_does_not_change_and_may_not_stand_twice()
    {
        var load = new Load(-1, s_x, s_y, s_z);
        Assert.Same(load, IrRewriter.Map(load, v => v, r => r));
        AssertList([s_x, s_z], ((Load)IrRewriter.Map(load, v => v == s_y ? s_x : v, r => r)).Operands);
        var store = new Store(-1, s_x, s_y, s_z, Adds: true);
        Assert.NotSame(store, IrRewriter.Map(store, v => v, r => r));
    }

    [Fact]
    public void A_set_of_ids_is_a_set()
    {
        var set = new IdSet(4);
        Assert.True(set.Add(3));
        Assert.False(set.Add(3));
        Assert.True(set.Add(200));
        Assert.True(set.Contains(200));
        Assert.False(set.Contains(136));
        set.Remove(3);
        set.Remove(5);
        Assert.False(set.Contains(3));
        Assert.Equal(1, set.Count);
    }

    [Theory]
    [InlineData("{0} * {0}", 0, true)]
    [InlineData("{0} * {10}", 0, false)]
    [InlineData("{1}[{0}] + {{1}", 1, true)]
    [InlineData("{x} {0", 0, false)]
    public void A_hole_is_repeated_where_it_is(string template, int argument, bool isRepeated) => Assert.Equal(isRepeated, Holes.IsRepeated(template, argument));

    /// <summary>(3 i + n) (n - 2) - i n = 2 i n - 6 i + n² - 2 n.</summary>
    [Fact]
    public void Integer_forms_are_polynomials()
    {
        IntegerForm i = IntegerForm.Of(7), n = IntegerForm.Of(12);
        IntegerForm form = ((((IntegerForm.Constant(3) * i) + n) * (n - IntegerForm.Constant(2))) - (i * n))!;
        Assert.Equal(new Dictionary<string, long> { ["7,12"] = 2, ["7"] = -6, ["12,12"] = 1, ["12"] = -2 }, form.Terms.ToDictionary(t => string.Join(",", t.Values), t => t.Factor));
        Assert.Equal((IntegerForm.Constant(2) * n) - IntegerForm.Constant(6), form.FactorOf(7));
        Assert.Null(form.FactorOf(12));
        Assert.Equal(3, form.With(7, IntegerForm.Constant(5))!.Terms.Count());
        Assert.Equal(0, (form - form)!.Number);
        Assert.True(form.Mentions(12));
        Assert.False(form.Mentions(1));
    }
}
