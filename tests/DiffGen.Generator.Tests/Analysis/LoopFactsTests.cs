using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using Xunit;

namespace DiffGen.Generator.Tests.Analysis;

/// <summary>Facts about loops, read off methods as users write them.</summary>
public partial class LoopFactsTests
{
    /// <summary>What iterations make of the values that they carry, and so how they depend on one another.</summary>
    [Theory]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i]; return s;", "s: Sum", (int)LoopDependence.Accumulations)]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s = x[i] + (s - x[0]); return s;", "s: Sum", (int)LoopDependence.Accumulations)]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) { if (x[i] > 0) { s += x[i]; } } return s;", "s: Sum", (int)LoopDependence.Accumulations)]
    [InlineData("double p = 1; for (int i = 0; i < x.Length; i++) p *= x[i]; return p;", "p: Product", (int)LoopDependence.Accumulations)]
    [InlineData("double m = x[0]; for (int i = 0; i < x.Length; i++) m = Math.Max(m, x[i]); return m;", "m: Maximum", (int)LoopDependence.Accumulations)]
    [InlineData("double m = x[0]; for (int i = 0; i < x.Length; i++) { if (x[i] > m) { m = x[i]; } } return m;", "m: Maximum", (int)LoopDependence.Accumulations)]
    [InlineData("double m = x[0]; for (int i = 0; i < x.Length; i++) { double v = 2 * x[i]; m = m <= v ? m : v; } return m;", "m: Recurrence", (int)LoopDependence.Recurrence)]
    [InlineData("double m = x[0]; for (int i = 0; i < x.Length; i++) { double v = 2 * x[i]; m = v < m ? v : m; } return m;", "m: Minimum", (int)LoopDependence.Accumulations)]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s = 0.5 * s + x[i]; return s;", "s: Recurrence", (int)LoopDependence.Recurrence)]
    [InlineData("double s = 1; for (int i = 0; i < x.Length; i++) s += x[i] * s; return s;", "s: Recurrence", (int)LoopDependence.Recurrence)]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) { s += x[i]; y[i] = s; } return s;", "s: Recurrence", (int)LoopDependence.Recurrence)]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) { s = x[i] > 0 ? s + x[i] : 0; } return s;", "s: Recurrence", (int)LoopDependence.Recurrence)]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) { if (x[i] < 0) { break; } s += x[i]; } return s;", null, (int)LoopDependence.Exit)]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) { Console.WriteLine(i); s += x[i]; } return s;", "s: Sum", (int)LoopDependence.Effect)]
    [InlineData("for (int i = 0; i < x.Length; i++) { y[i] = 2 * x[i]; } return y[0];", "", (int)LoopDependence.None)]
    [InlineData("for (int i = 0; i < n; i++) { y[n - i] = y[n - i] * x[i]; } return y[0];", "", (int)LoopDependence.None)]
    [InlineData("for (int i = 1; i < x.Length; i++) { y[i] = y[i - 1] + x[i]; } return y[0];", "", (int)LoopDependence.Memory)]
    [InlineData("for (int i = 1; i < x.Length; i++) { y[k[i]] = x[i]; } return y[0];", "", (int)LoopDependence.Memory)]
    [InlineData("for (int i = 0; i < n; i++) { for (int j = 0; j < 4; j++) { y[4 * i + j] = x[j]; } } return y[0];", "", (int)LoopDependence.None)]
    [InlineData("for (int i = 0; i < n; i++) { for (int j = 0; j < 5; j++) { y[4 * i + j] = x[j]; } } return y[0];", "", (int)LoopDependence.Memory)]
    [InlineData("for (int i = 0; i < n; i++) { for (int j = 0; j < x.Length; j++) { y[x.Length * i + j] = x[j]; } } return y[0];", "", (int)LoopDependence.None)]
    public void Iterations_meet_as_the_source_says(string body, string? carries, int dependence)
    {
        (IrFunction _, LoopFacts facts) = Read(body);
        LoopFact outer = facts.All.First();
        Assert.Equal((LoopDependence)dependence, outer.Dependence);
        if (carries is not null)
        {
            System.Collections.Immutable.ImmutableArray<Value> carried = ((For)outer.Loop).Carried;
            Assert.Equal(carries, string.Join(", ", carried.Select((c, i) => c.Name + ": " + outer.Carries[i])));
        }
    }

    /// <summary>Every element that the innermost loop reads of x, counted from the start of x.</summary>
    [Theory]
    [InlineData("double s = 0; for (int i = 0; i < n; i++) { s += x[i]; } return s;", "i")]
    [InlineData("double s = 0; for (int i = 0; i < n; i++) { s += x[2 * (i + 3) - 1]; } return s;", "2·i + 5")]
    [InlineData("double s = 0; int p = 1; for (int i = 0; i < n; i++) { s += x[p]; p += 2; } return s;", "2·i + 1")]
    [InlineData("double s = 0; int p = 0; for (int i = 0; i < n; i++) { for (int j = 0; j < 3; j++) { s += x[p++]; } } return s;", "3·i + j")]
    [InlineData("double s = 0; int p = 0; for (int i = 0; i < n; i++) { for (int j = 0; j < k.Length; j++) { s += x[p]; p++; } p++; } return s;", "i + i·length + j")]
    [InlineData("double s = 0; for (int i = 0; i < n; i++) { ReadOnlySpan<double> row = x.Slice(i * 7, 7); for (int j = 0; j < row.Length; j++) { s += row[j]; } } return s;", "7·i + j")]
    [InlineData("double s = 0; for (int i = n; i > 0; i--) { ReadOnlySpan<double> rest = x[i..]; s += rest[1]; } return s;", "i + 1")]
    [InlineData("double s = 0; for (int i = 0; i < n; i++) { s += x[k[i]]; } return s;", "element")]
    [InlineData("double s = 0; int p = 0; for (int i = 0; i < n; i++) { s += x[p]; p += k[i]; } return s;", "p")]
    public void Indices_are_forms_of_what_the_loops_count(string body, string expected)
    {
        (IrFunction function, LoopFacts facts) = Read(body);
        MemoryAccess read = facts.All.Last().Accesses.Single(a => a.Kind == AccessKind.Read && a.Root == function.Parameters[0].Value.Id);
        Assert.Equal(expected, Named(function, read.Index!));
    }

    [Theory]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) { s += x[i]; } return s;", "length")]
    [InlineData("double s = 0; for (int i = 2; i <= n; i++) { s += x[i]; } return s;", "n + -1")]
    [InlineData("double s = 0; for (int i = n; i >= 0; i--) { s += x[i]; } return s;", "n + 1")]
    [InlineData("double s = 0; for (int i = 0; i < n; i += 2) { s += x[i]; } return s;", null)]
    [InlineData("double s = 0; for (int i = 0; i < n; i++) { if (x[i] < 0) { break; } s += x[i]; } return s;", null)]
    public void Trip_counts_follow_from_the_bounds(string body, string? expected)
    {
        (IrFunction function, LoopFacts facts) = Read(body);
        Assert.Equal(expected, facts.All.Single().TripCount is { } count ? Named(function, count) : null);
    }

    /// <summary>h is scratch of an iteration where it is overwritten, as far as it is read, before it is read.</summary>
    [Theory]
    [InlineData("for (int j = 0; j < 8; j++) { h[j] = x[j] * x[i]; } for (int j = 0; j < 8; j++) { s += h[j]; }", true)]
    [InlineData("for (int j = 0; j < 8; j++) { h[j] = x[j] * x[i]; } s += h[k[i]];", true)]
    [InlineData("for (int j = 7; j >= 0; j--) { h[j] = x[j] * x[i]; } s += h[k[i]];", true)]
    [InlineData("h.Fill(x[i]); s += h[k[i]];", true)]
    [InlineData("h[0] = x[i]; for (int j = 1; j < 8; j++) { h[j] = x[j] * h[j - 1]; } s += h[k[i]];", true)]
    [InlineData("h[3] = x[i]; s += h[3];", true)]
    [InlineData("for (int j = 0; j < 8; j++) { h[j] = x[j]; if (x[j] > 0) { s += h[j]; } }", true)]
    [InlineData("for (int j = 0; j < 7; j++) { h[j] = x[j] * x[i]; } s += h[k[i]];", false)]
    [InlineData("for (int j = 0; j < n; j++) { h[j] = x[j] * x[i]; } s += h[0];", false)]
    [InlineData("for (int j = 1; j < 8; j++) { h[j] = x[j] * h[j - 1]; } s += h[2];", false)]
    [InlineData("if (x[i] > 0) { h[3] = x[i]; } s += h[3];", false)]
    [InlineData("for (int j = 0; j < 8; j++) { if (x[j] > 0) { h[j] = x[j]; } } s += h[2];", false)]
    [InlineData("for (int j = 0; j < 8; j++) { if (x[j] < 0) { break; } h[j] = x[j]; } s += h[2];", false)]
    [InlineData("s += h[2]; h[2] = x[i];", false)]
    [InlineData("h[2] += x[i]; s += h[2];", false)]
    [InlineData("h[k[i]] = x[i]; s += h[k[n - i]];", false)]
    public void Scratch_is_overwritten_before_it_is_read(string iteration, bool isScratch)
    {
        (IrFunction function, LoopFacts facts) = Read("Span<double> h = stackalloc double[8]; double s = 0; for (int i = 0; i < x.Length; i++) { " + iteration + " } return s;");
        int root = IrRewriter.Walk(function.Body).OfType<Allocate>().Single().Result.Id;
        Assert.Equal(isScratch, facts.All.First().Scratch.Contains(root));
        Assert.Equal(isScratch ? LoopDependence.Accumulations : LoopDependence.Memory, facts.All.First().Dependence);
    }

    private static (IrFunction Function, LoopFacts Facts) Read(string body)
    {
        IrFunction function = LoweredMethod.Of(body);
        return (function, LoopFacts.Of(function));
    }

    /// <summary>The form with the names of the source, products and numbers last.</summary>
    private static string Named(IrFunction function, IntegerForm form)
    {
        var names = new Dictionary<int, string>();
        foreach (IrParameter parameter in function.Parameters)
        {
            names[parameter.Value.Id] = parameter.Name;
        }

        foreach (Op op in IrRewriter.Walk(function.Body))
        {
            foreach (Value value in op.Results.Concat(IrRewriter.RegionArguments(op)))
            {
                names[value.Id] = value.Name ?? (op is Load ? "element" : "length");
            }
        }

        IEnumerable<string> terms = form.ToString().Split(" + ").Select(term => string.Join("·", Id().Replace(term, match => names[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)]).Split('·').OrderBy(f => char.IsLetter(f[0])).ThenBy(f => f, StringComparer.Ordinal)));
        return string.Join(" + ", terms.OrderBy(t => long.TryParse(t, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)).ThenBy(t => t.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '·'), StringComparer.Ordinal));
    }

    [GeneratedRegex("%(\\d+)")]
    private static partial Regex Id();
}
