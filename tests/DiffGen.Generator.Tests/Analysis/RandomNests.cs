using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace DiffGen.Generator.Tests.Analysis;

/// <summary>
/// Random nests of loops that read and write elements of one buffer, <c>h[r · n + c]</c>, with the row that a search chooses now and then: as source, and run here, to see which elements are written
/// after they were read.
/// </summary>
internal sealed class RandomNests
{
    /// <summary>So many elements has the buffer.</summary>
    public const int Length = 400;

    private const int Largest = 4;

    private readonly Random _random;
    private readonly StringBuilder _source = new();
    private readonly List<Action<Run>> _body;
    private int _reads, _names;

    public RandomNests(int seed)
    {
        _random = new Random(seed);
        _body = Statements([], 0);
    }

    /// <summary>Statements that read and write h and x, and add to s.</summary>
    public string Source => _source.ToString();

    /// <summary>How many reads of h the source has.</summary>
    public int Reads => _reads;

    /// <summary>Of each read, whether for some lengths an element that it reads is written later. Runs that leave the buffer say nothing.</summary>
    public bool[] WrittenLater()
    {
        bool[] written = new bool[_reads];
        for (int n = 0; n <= Largest; n++)
        {
            for (int m = 0; m <= Largest; m++)
            {
                for (int choices = 0; choices < 3; choices++)
                {
                    var run = new Run(n, m, new Random(choices));
                    try
                    {
                        _body.ForEach(statement => statement(run));
                    }
                    catch (InvalidOperationException)
                    {
                        continue;
                    }

                    foreach ((int read, int element, int time) in run.Reads)
                    {
                        written[read] |= run.LastWrite[element] > time;
                    }
                }
            }
        }

        return written;
    }

    private List<Action<Run>> Statements(List<string> inScope, int depth)
    {
        var statements = new List<Action<Run>>();
        for (int count = _random.Next(1, depth == 0 ? 3 : 4); count > 0; count--)
        {
            int kind = _random.Next(depth == 0 ? 4 : 10);
            statements.Add(kind < 4 && depth < 3 ? Loop(inScope, depth) : kind == 4 && inScope.Count > 0 && depth < 3 ? Search(inScope) : kind < 7 ? Write(inScope) : Read(inScope));
        }

        return statements;
    }

    private Action<Run> Loop(List<string> inScope, int depth)
    {
        string name = "i" + _names++;
        (string Text, Func<Run, int> Value) low = Bound(inScope, isLow: true), high = Bound(inScope, isLow: false);
        bool isClosed = _random.Next(4) == 0, isDown = _random.Next(4) == 0;
        _source.Append(CultureInfo.InvariantCulture, $"for (int {name} = {(isDown ? high.Text : low.Text)}; {name} {(isDown ? ">" : "<")}{(isClosed ? "=" : "")} {(isDown ? low.Text : high.Text)}; {name}{(isDown ? "--" : "++")}) {{ ");
        List<Action<Run>> body = Statements([.. inScope, name], depth + 1);
        _source.Append("} ");
        return run =>
        {
            int from = low.Value(run), to = high.Value(run);
            for (int i = isDown ? to : from; isDown ? (isClosed ? i >= from : i > from) : (isClosed ? i <= to : i < to); i += isDown ? -1 : 1)
            {
                run[name] = i;
                body.ForEach(statement => statement(run));
            }
        };
    }

    /// <summary>The last of some numbers for which x is large, or the one it starts with.</summary>
    private Action<Run> Search(List<string> inScope)
    {
        string name = "c" + _names++, index = "i" + _names++;
        (string Text, Func<Run, int> Value) start = Bound(inScope, isLow: true), low = Bound(inScope, isLow: true), high = Bound(inScope, isLow: false);
        _source.Append(CultureInfo.InvariantCulture, $"int {name} = {start.Text}; for (int {index} = {low.Text}; {index} < {high.Text}; {index}++) {{ if (x[{index} + 9] > x[{name} + 9]) {{ {name} = {index}; }} }} ");
        inScope.Add(name);
        return run =>
        {
            int chosen = start.Value(run);
            for (int i = low.Value(run); i < high.Value(run); i++)
            {
                chosen = run.Random.Next(2) == 0 ? i : chosen;
            }

            run[name] = chosen;
        };
    }

    private Action<Run> Read(List<string> inScope)
    {
        (string text, Func<Run, int> index) = Index(inScope);
        int read = _reads++;
        _source.Append(CultureInfo.InvariantCulture, $"s += h[{text}] * x[{read + 1}]; ");
        return run => run.Read(read, index(run));
    }

    private Action<Run> Write(List<string> inScope)
    {
        (string text, Func<Run, int> index) = Index(inScope);
        _source.Append(CultureInfo.InvariantCulture, $"h[{text}] = x[{_random.Next(30)}]; ");
        return run => run.Write(index(run));
    }

    private (string Text, Func<Run, int> Value) Bound(List<string> inScope, bool isLow)
    {
        int more = _random.Next(-1, 2);
        if (inScope.Count > 0 && _random.Next(isLow ? 2 : 4) == 0)
        {
            string other = inScope[_random.Next(inScope.Count)];
            return ($"{other} + {more}", run => run[other] + more);
        }

        if (isLow)
        {
            int low = _random.Next(4) == 0 ? more : _random.Next(2);
            return (low.ToString(CultureInfo.InvariantCulture), _ => low);
        }

        string length = _random.Next(4) == 0 ? "m" : "n";
        more = _random.Next(3) == 0 ? more : 0;
        return ($"{length} + {more}", run => run[length] + more);
    }

    private (string Text, Func<Run, int> Value) Index(List<string> inScope)
    {
        (string Text, Func<Run, int> Value) row = Part(inScope), column = Part(inScope);
        switch (_random.Next(8))
        {
            case 0:
                return column;
            case 1:
                return ($"3 * ({row.Text}) + {column.Text}", run => 3 * row.Value(run) + column.Value(run));
            default:
                string length = _random.Next(6) == 0 ? "m" : "n";
                return ($"({row.Text}) * {length} + {column.Text}", run => row.Value(run) * run[length] + column.Value(run));
        }
    }

    private (string Text, Func<Run, int> Value) Part(List<string> inScope)
    {
        int more = _random.Next(3) == 0 ? _random.Next(-1, 2) : 0;
        if (inScope.Count == 0 || _random.Next(8) == 0)
        {
            return (more.ToString(CultureInfo.InvariantCulture), _ => more);
        }

        string name = inScope[_random.Next(inScope.Count)];
        return ($"{name} + {more}", run => run[name] + more);
    }

    /// <summary>One run: what the names stand for, when elements were read, and when last written.</summary>
    private sealed class Run(int n, int m, Random random)
    {
        private readonly Dictionary<string, int> _numbers = new() { ["n"] = n, ["m"] = m };
        private int _time;

        public Random Random => random;

        public List<(int Read, int Element, int Time)> Reads { get; } = [];

        public int[] LastWrite { get; } = new int[Length];

        public int this[string name]
        {
            get => _numbers[name];
            set => _numbers[name] = value;
        }

        public void Read(int read, int element) => Reads.Add((read, Inside(element), ++_time));

        public void Write(int element) => LastWrite[Inside(element)] = ++_time;

        private static int Inside(int element) => element is >= 0 and < Length ? element : throw new InvalidOperationException("outside");
    }
}
