using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Checkpoint;
using Xunit;

namespace DiffGen.Generator.Tests.Analysis;

/// <summary>The cheapest cut of small graphs, against all sets of nodes.</summary>
public class MinimalCutTests
{
    [Fact]
    public void Of_all_cuts_it_is_the_cheapest_and_nearest_to_the_sinks()
    {
        int impossible = 0, cut = 0;
        for (int seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            int count = random.Next(1, 9);
            int[] capacities = [.. Enumerable.Range(0, count).Select(_ => random.Next(4) == 0 ? MinimalCut.Never : random.Next(1, 4))];
            (int From, int To)[] edges = [.. from a in Enumerable.Range(0, count) from b in Enumerable.Range(0, count) where a < b && random.Next(3) == 0 select (a, b)];
            int[] sources = Some(), sinks = Some();
            (int Set, long Cost)[] cuts = [.. Enumerable.Range(0, 1 << count).Where(IsCut).Select(set => (set, CostOf(set)))];
            long least = cuts.Min(c => c.Cost);
            IReadOnlyList<int>? found = MinimalCut.Of(capacities, edges, sources, sinks);
            if (least >= MinimalCut.Never)
            {
                impossible++;
                Assert.Null(found);
                continue;
            }

            cut++;

            // Nearest to the sinks: the fewest nodes stand between it and them.
            int nearest = cuts.Where(c => c.Cost == least).MinBy(c => Behind(c.Set)).Set;
            Assert.Equal(Enumerable.Range(0, count).Where(i => (nearest >> i & 1) != 0), found!);

            int[] Some() => [.. Enumerable.Range(0, count).Where(_ => random.Next(3) == 0)];

            long CostOf(int set) => Enumerable.Range(0, count).Where(i => (set >> i & 1) != 0).Sum(i => (long)capacities[i]);

            bool IsCut(int set)
            {
                bool[] reached = new bool[count];
                foreach (int i in sources)
                {
                    Reach(i);
                }

                return !sinks.Any(i => reached[i]);

                void Reach(int i)
                {
                    if (!reached[i] && (set >> i & 1) == 0)
                    {
                        reached[i] = true;
                        foreach ((int _, int to) in edges.Where(e => e.From == i))
                        {
                            Reach(to);
                        }
                    }
                }
            }

            // How many nodes lead to a sink without passing the set.
            int Behind(int set)
            {
                bool[] leading = new bool[count];
                foreach (int i in sinks)
                {
                    Lead(i);
                }

                return leading.Count(l => l);

                void Lead(int i)
                {
                    if (!leading[i] && (set >> i & 1) == 0)
                    {
                        leading[i] = true;
                        foreach ((int from, int _) in edges.Where(e => e.To == i))
                        {
                            Lead(from);
                        }
                    }
                }
            }
        }

        Assert.True(impossible > 20 && cut > 200);
    }
}
