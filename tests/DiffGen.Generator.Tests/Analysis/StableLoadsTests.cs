using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using Xunit;

namespace DiffGen.Generator.Tests.Analysis;

/// <summary>Which elements of h hold, when the method has run, what was read of them.</summary>
public class StableLoadsTests
{
    /// <summary>Each read of h, in the order of the source: s where it is stable, w where a later write may be of the element.</summary>
    [Theory]
    [InlineData("for (int i = 1; i < n; i++) { h[i] = h[i - 1] * x[i]; }", "s")]
    [InlineData("for (int i = 1; i < n; i++) { h[i] = h[i] * x[i]; }", "w")]
    [InlineData("for (int i = 1; i < n; i++) { h[i] = h[i + 1] * x[i]; }", "w")]
    [InlineData("for (int i = n - 1; i > 0; i--) { h[i] = h[i + 1] * x[i]; }", "s")]
    [InlineData("for (int i = n - 1; i > 0; i--) { h[i] = h[i - 1] * x[i]; }", "w")]
    [InlineData("for (int i = 2; i < n; i++) { h[i] = h[i - 1] * h[i - 2]; }", "ss")]
    [InlineData("int p = 0; for (int i = 0; i < n; i++) { h[p + 1] = h[p] * x[i]; p++; }", "s")]
    [InlineData("int p = 0; while (x[p] > 0) { h[p + 1] = h[p] * x[p]; p++; }", "w")]
    [InlineData("for (int t = 0; t < n; t++) { for (int i = 1; i < n; i++) { h[i] = h[i - 1] * x[i]; } }", "w")]
    [InlineData("for (int t = 0; t < n; t++) { for (int i = 1; i < n; i++) { h[t * n + i] = h[t * n + i - 1] * x[i]; } }", "s")]
    [InlineData("for (int t = 1; t < n; t++) { for (int i = 0; i < n; i++) { h[t * n + i] = h[(t - 1) * n + i] * x[i]; } }", "s")]
    [InlineData("for (int t = 1; t < n; t++) { for (int i = 0; i <= n; i++) { h[t * n + i] = h[(t - 1) * n + i] * x[i]; } }", "s")]
    [InlineData("for (int t = 1; t < n; t++) { for (int i = 0; i <= 2 * n; i++) { h[t * n + i] = h[(t - 1) * n + i] * x[i]; } }", "w")]
    [InlineData("for (int t = 1; t < n; t++) { for (int i = 0; i < n; i++) { h[t * k.Length + i] = h[(t - 1) * k.Length + i] * x[i]; } }", "w")]
    [InlineData("for (int t = 1; t < n; t++) { for (int i = 0; i < k.Length; i++) { h[t * k.Length + i] = h[(t - 1) * k.Length + i] * x[i]; } }", "s")]

    // Elimination: rows below the pivot's.
    [InlineData("for (int p = 0; p < n; p++) { for (int i = p + 1; i < n; i++) { for (int j = p + 1; j < n; j++) { h[i * n + j] -= x[j] * h[p * n + j]; } } }", "ws")]
    [InlineData("for (int p = 0; p < n; p++) { for (int i = p; i < n; i++) { for (int j = p + 1; j < n; j++) { h[i * n + j] -= x[j] * h[p * n + j]; } } }", "ww")]
    [InlineData("for (int p = 0; p < n; p++) { for (int i = p + 1; i < n; i++) { for (int j = p + 1; j < n; j++) { h[i * n + j] -= x[j] * h[i * n + p]; } } }", "ws")]
    [InlineData("for (int p = 0; p < n; p++) { for (int i = p + 1; i < n; i++) { for (int j = p; j < n; j++) { h[i * n + j] -= x[j] * h[i * n + p]; } } }", "ww")]
    [InlineData("for (int p = 0; p < n; p++) { for (int i = 0; i < n; i++) { for (int j = p + 1; j < n; j++) { h[i * n + j] -= x[j] * h[i * n + p]; } } }", "ws")]
    [InlineData("for (int p = 0; p < n; p++) { for (int i = 0; i < n; i++) { for (int j = 0; j < n; j++) { h[i * n + j] -= x[j] * h[p * n + j]; } } }", "ww")]

    // A row that is chosen, and exchanged.
    [InlineData("for (int p = 0; p < n; p++) { int c = p; for (int i = p + 1; i < n; i++) { if (x[i] > x[c]) { c = i; } } for (int j = p; j < n; j++) { h[c * n + j] = 1; } for (int j = p; j < n; j++) { s += x[j] * h[p * n + j]; } }", "s")]
    [InlineData("for (int p = 0; p < n; p++) { int c = p; for (int i = p - 1; i < n; i++) { if (x[i] > x[c]) { c = i; } } for (int j = p; j < n; j++) { h[c * n + j] = 1; } for (int j = p; j < n; j++) { s += x[j] * h[p * n + j]; } }", "w")]
    [InlineData("for (int p = 0; p < n; p++) { int c = p; for (int i = p + 1; i < n; i++) { if (x[i] > x[c]) { c = i; } } for (int j = 0; j < n; j++) { h[c * n + j] = 1; } for (int j = p; j <= n; j++) { s += x[j] * h[p * n + j]; } }", "w")]

    // Parts, fills and copies.
    [InlineData("for (int i = 1; i < n; i++) { Span<double> row = h.Slice(i * n, n), above = h.Slice((i - 1) * n, n); for (int j = 0; j < n; j++) { row[j] = above[j] * x[j]; } }", "s")]
    [InlineData("for (int i = 1; i < n; i++) { Span<double> row = h[i..], above = h[(i - 1)..]; for (int j = 0; j < n; j++) { row[j] = above[j] * x[j]; } }", "w")]
    [InlineData("for (int i = 1; i < n; i++) { h[i] = h[i - 1] * x[i]; h.Slice(0, 1).Clear(); }", "w")]
    [InlineData("Span<double> a = h; for (int i = 1; i < n; i++) { a[i] = h[i - 1] * x[i]; if (x[i] > 1) { a = h[1..]; } }", "w")]
    public void Writes_of_other_elements_leave_them(string body, string expected)
    {
        IrFunction function = LoweredMethod.Of("Span<double> h = new double[100]; double s = 0; " + body + " return s + h[0];");
        var stable = new StableLoads(function, memoryLives: true, new Writes(new System.Collections.Generic.Dictionary<string, IrFunction>()));
        var buffers = new BufferRoots(function);
        int root = buffers.RootOf(IrRewriter.Walk(function.Body).OfType<Allocate>().First().Result);
        string found = string.Concat(IrRewriter.Walk(function.Body).OfType<Load>().Where(l => buffers.RootOf(l.Buffer) == root).Select(l => stable.Contains(l) ? 's' : 'w'));

        // The last read is the one behind the loops.
        Assert.Equal(expected + "s", found);
    }

    /// <summary>Of random nests: no element is written after a read that is said to be stable. A fifth of the reads are, which none would be that did not look at elements.</summary>
    [Fact]
    public void What_is_stable_is_not_written_when_the_nests_run()
    {
        (int stable, int all) = RunNests(1, 250);
        Assert.InRange(stable, all / 8, all);
    }

    private static (int Stable, int All) RunNests(int first, int count)
    {
        int stable = 0, all = 0;
        for (int seed = first; seed < first + count; seed++)
        {
            var nests = new RandomNests(seed);
            if (nests.Reads == 0)
            {
                continue;
            }

            IrFunction function = LoweredMethod.Of("int m = k.Length; Span<double> h = new double[" + RandomNests.Length + "]; double s = 0; " + nests.Source + "return s;");
            var buffers = new BufferRoots(function);
            int root = buffers.RootOf(IrRewriter.Walk(function.Body).OfType<Allocate>().First().Result);
            Load[] loads = [.. IrRewriter.Walk(function.Body).OfType<Load>().Where(l => buffers.RootOf(l.Buffer) == root)];
            if (loads.Length != nests.Reads)
            {
                continue; // One element that is read twice in a row.
            }

            var found = new StableLoads(function, memoryLives: true, new Writes(new System.Collections.Generic.Dictionary<string, IrFunction>()));
            bool[] written = nests.WrittenLater();
            bool hasWrites = nests.Source.Contains("] = ", System.StringComparison.Ordinal);
            for (int i = 0; i < loads.Length; i++)
            {
                Assert.False(found.Contains(loads[i]) && written[i], "seed " + seed + ", read " + i + ": " + nests.Source);
                stable += hasWrites && found.Contains(loads[i]) ? 1 : 0;
                all += hasWrites ? 1 : 0;
            }
        }

        return (stable, all);
    }
}
