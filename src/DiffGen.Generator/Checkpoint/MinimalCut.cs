using System;
using System.Collections.Generic;
using System.Linq;

namespace DiffGen.Generator.Checkpoint;

/// <summary>
/// The cheapest set of nodes on which all paths from the sources to the sinks lie: a minimal vertex cut, by the greatest flow (Ford and Fulkerson 1956, with the
/// shortest augmenting paths of Edmonds and Karp 1972). Of several the one nearest to the sinks.
/// </summary>
internal sealed class MinimalCut
{
    /// <summary>The capacity of a node that must not be cut.</summary>
    public const int Never = int.MaxValue / 2;

    private readonly List<(int To, int Capacity)> _edges = [];
    private readonly List<List<int>> _from = [];

    /// <param name="capacities">What it costs to cut each node; <see cref="Never"/> where that is not possible.</param>
    /// <param name="edges">From a node to one that is made of it.</param>
    /// <param name="sources">The nodes that paths begin at.</param>
    /// <param name="sinks">The nodes that paths end at.</param>
    /// <returns>The nodes that are cut, in their order; null where a path has no node that can be cut.</returns>
    public static IReadOnlyList<int>? Of(IReadOnlyList<int> capacities, IEnumerable<(int From, int To)> edges, IEnumerable<int> sources, IEnumerable<int> sinks)
    {
        var network = new MinimalCut();
        int count = capacities.Count, source = 2 * count, sink = source + 1;
        network._from.AddRange(Enumerable.Range(0, sink + 1).Select(_ => new List<int>()));
        for (int i = 0; i < count; i++)
        {
            network.Add(In(i), Out(i), capacities[i]);
        }

        foreach ((int from, int to) in edges)
        {
            network.Add(Out(from), In(to), Never);
        }

        foreach (int i in sources)
        {
            network.Add(source, In(i), Never);
        }

        foreach (int i in sinks)
        {
            network.Add(Out(i), sink, Never);
        }

        while (network.Augment(source, sink) is { } more)
        {
            if (more >= Never)
            {
                return null;
            }
        }

        // What still reaches a sink lies behind the cut.
        HashSet<int> behind = network.Reaching(sink);
        return Enumerable.Range(0, count).Where(i => behind.Contains(Out(i)) && !behind.Contains(In(i))).ToArray();
    }

    private static int In(int node) => 2 * node;

    private static int Out(int node) => (2 * node) + 1;

    /// <summary>An edge, and behind it the one that takes flow back.</summary>
    private void Add(int from, int to, int capacity)
    {
        _from[from].Add(_edges.Count);
        _edges.Add((to, capacity));
        _from[to].Add(_edges.Count);
        _edges.Add((from, 0));
    }

    /// <summary>Sends as much as it takes along a shortest path; null where there is none left.</summary>
    private int? Augment(int source, int sink)
    {
        var by = new Dictionary<int, int> { [source] = -1 };
        var queue = new Queue<int>();
        queue.Enqueue(source);
        while (queue.Count > 0 && !by.ContainsKey(sink))
        {
            foreach (int edge in _from[queue.Dequeue()].Where(e => _edges[e].Capacity > 0 && !by.ContainsKey(_edges[e].To)))
            {
                by[_edges[edge].To] = edge;
                queue.Enqueue(_edges[edge].To);
            }
        }

        if (!by.ContainsKey(sink))
        {
            return null;
        }

        int least = Never;
        for (int at = sink; at != source; at = _edges[by[at] ^ 1].To)
        {
            least = Math.Min(least, _edges[by[at]].Capacity);
        }

        for (int at = sink; at != source; at = _edges[by[at] ^ 1].To)
        {
            Change(by[at], -least);
            Change(by[at] ^ 1, least);
        }

        return least;

        void Change(int edge, int by) => _edges[edge] = (_edges[edge].To, _edges[edge].Capacity is var capacity && capacity >= Never ? Never : capacity + by);
    }

    private HashSet<int> Reaching(int sink)
    {
        var reaching = new HashSet<int> { sink };
        var queue = new Queue<int>();
        queue.Enqueue(sink);
        while (queue.Count > 0)
        {
            // The edges into a node are the partners of those that leave it.
            foreach (int edge in _from[queue.Dequeue()].Where(e => _edges[e ^ 1].Capacity > 0 && reaching.Add(_edges[e].To)))
            {
                queue.Enqueue(_edges[edge].To);
            }
        }

        return reaching;
    }
}
