using System;
using System.Collections.Generic;
using System.Linq;

namespace DiffGen.Generator.Checkpoint;

/// <summary>
/// The cheapest set of nodes on which all paths from the sources to the sinks lie: a minimal vertex cut, by the greatest flow (Ford and Fulkerson 1956, with the
/// blocking flows of Dinic 1970: all shortest paths at once). Of several the one nearest to the sinks, which is the same for every greatest flow.
/// </summary>
internal sealed class MinimalCut
{
    /// <summary>The capacity of a node that must not be cut.</summary>
    public const int Never = int.MaxValue / 2;

    /// <summary>An edge and, behind it, the one that takes flow back: where each ends, and what it still takes.</summary>
    private readonly int[] _to, _capacity;

    /// <summary>The edges that leave a node: the first by the node, each next by the one before it; -1 behind the last.</summary>
    private readonly int[] _first, _next;

    /// <summary>How far nodes are from the source, and the queue that finds it.</summary>
    private readonly int[] _distance, _queue;
    private int _edges;

    private MinimalCut(int nodes, int edges)
    {
        (_to, _capacity, _next) = (new int[2 * edges], new int[2 * edges], new int[2 * edges]);
        (_first, _distance, _queue) = (new int[nodes], new int[nodes], new int[nodes]);
        for (int i = 0; i < nodes; i++)
        {
            _first[i] = -1;
        }
    }

    /// <param name="capacities">What it costs to cut each node; <see cref="Never"/> where that is not possible.</param>
    /// <param name="edges">From a node to one that is made of it.</param>
    /// <param name="sources">The nodes that paths begin at.</param>
    /// <param name="sinks">The nodes that paths end at.</param>
    /// <returns>The nodes that are cut, in their order; null where a path has no node that can be cut.</returns>
    public static IReadOnlyList<int>? Of(IReadOnlyList<int> capacities, IReadOnlyCollection<(int From, int To)> edges, IReadOnlyCollection<int> sources, IReadOnlyCollection<int> sinks)
    {
        int count = capacities.Count, source = 2 * count, sink = source + 1;
        var network = new MinimalCut(sink + 1, count + edges.Count + sources.Count + sinks.Count);
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

        while (network.Measure(source, sink))
        {
            if (!network.Block(source, sink))
            {
                return null;
            }
        }

        // What still reaches a sink lies behind the cut.
        bool[] behind = network.Reaching(sink);
        return Enumerable.Range(0, count).Where(i => behind[Out(i)] && !behind[In(i)]).ToArray();
    }

    private static int In(int node) => 2 * node;

    private static int Out(int node) => (2 * node) + 1;

    private void Add(int from, int to, int capacity)
    {
        Add(from, to, capacity, _edges++);
        Add(to, from, 0, _edges++);
    }

    private void Add(int from, int to, int capacity, int edge)
    {
        (_to[edge], _capacity[edge], _next[edge]) = (to, capacity, _first[from]);
        _first[from] = edge;
    }

    /// <summary>Finds the distances from the source along edges that still take something; false where the sink is out of reach.</summary>
    private bool Measure(int source, int sink)
    {
        Array.Clear(_distance, 0, _distance.Length);
        (_distance[source], _queue[0]) = (1, source);
        for (int head = 0, tail = 1; head < tail; head++)
        {
            int at = _queue[head];
            for (int edge = _first[at]; edge >= 0; edge = _next[edge])
            {
                if (_capacity[edge] > 0 && _distance[_to[edge]] == 0)
                {
                    _distance[_to[edge]] = _distance[at] + 1;
                    _queue[tail++] = _to[edge];
                }
            }
        }

        return _distance[sink] > 0;
    }

    /// <summary>Sends along shortest paths all that they take; false where one of them takes any amount.</summary>
    private bool Block(int source, int sink)
    {
        // The edge by which each node is left; those before it take nothing more.
        int[] current = (int[])_first.Clone();
        var path = new List<int>();
        for (int at = source; ;)
        {
            if (at == sink)
            {
                int least = Never;
                foreach (int edge in path)
                {
                    least = Math.Min(least, _capacity[edge]);
                }

                if (least >= Never)
                {
                    return false;
                }

                int full = path.Count;
                for (int i = path.Count - 1; i >= 0; i--)
                {
                    Change(path[i], -least);
                    Change(path[i] ^ 1, least);
                    full = _capacity[path[i]] == 0 ? i : full;
                }

                // Back to where the first edge that is full now begins.
                at = _to[path[full] ^ 1];
                path.RemoveRange(full, path.Count - full);
                continue;
            }

            while (current[at] >= 0 && (_capacity[current[at]] == 0 || _distance[_to[current[at]]] != _distance[at] + 1))
            {
                current[at] = _next[current[at]];
            }

            if (current[at] >= 0)
            {
                path.Add(current[at]);
                at = _to[current[at]];
            }
            else if (at == source)
            {
                return true;
            }
            else
            {
                // A dead end.
                int edge = path[path.Count - 1];
                path.RemoveAt(path.Count - 1);
                at = _to[edge ^ 1];
                current[at] = _next[edge];
            }
        }

        void Change(int edge, int by) => _capacity[edge] = _capacity[edge] >= Never ? Never : _capacity[edge] + by;
    }

    private bool[] Reaching(int sink)
    {
        var reaching = new bool[_first.Length];
        (reaching[sink], _queue[0]) = (true, sink);
        for (int head = 0, tail = 1; head < tail; head++)
        {
            // The edges into a node are the partners of those that leave it.
            for (int edge = _first[_queue[head]]; edge >= 0; edge = _next[edge])
            {
                if (_capacity[edge ^ 1] > 0 && !reaching[_to[edge]])
                {
                    reaching[_to[edge]] = true;
                    _queue[tail++] = _to[edge];
                }
            }
        }

        return reaching;
    }
}
