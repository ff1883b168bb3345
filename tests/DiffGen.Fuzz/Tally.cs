using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace DiffGen.Fuzz;

/// <summary>What became of many programs.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<Outcome, int> _outcomes = [];
    private readonly SortedDictionary<string, int> _constructs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _messages = new(StringComparer.Ordinal);
    private int _smooth, _ill, _throwing, _infinite, _kinks, _flat, _free, _second;

    public int Wrong { get; private set; }

    public int Done { get; private set; }

    public int Right => _outcomes.GetValueOrDefault(Outcome.Right);

    public void Add(RandomProgram program, Verdict verdict)
    {
        Done++;
        _outcomes[verdict.Outcome] = _outcomes.GetValueOrDefault(verdict.Outcome) + 1;
        _smooth += verdict.Smooth ? 1 : 0;
        _ill += verdict.IllConditioned ? 1 : 0;
        _throwing += verdict.Throwing ? 1 : 0;
        _infinite += verdict.NotFinite ? 1 : 0;
        _flat += verdict.Flat ? 1 : 0;
        _kinks += verdict.Kink ? 1 : 0;
        Wrong += verdict.IsWrong ? 1 : 0;
        if (verdict.Outcome != Outcome.Right)
        {
            string message = Shrinker.Kind(verdict) + (verdict.Outcome == Outcome.Invalid ? " " + verdict.Message.Split('\'')[0] : "");
            _messages[message] = _messages.GetValueOrDefault(message) + 1;
            return;
        }

        _free += verdict.AllocationFree ? 1 : 0;
        _second += program.WantsHvp ? 1 : 0;
        foreach ((string construct, int times) in program.Constructs)
        {
            _constructs[construct] = _constructs.GetValueOrDefault(construct) + times;
        }
    }

    public void Print()
    {
        Console.WriteLine($"right {Right}: smooth enough for differences {_smooth} ({Share(_smooth)}), ill-conditioned and set aside {_ill} ({Share(_ill)}), throwing {_throwing}, not finite {_infinite}, derivative zero {_flat}, kinks {_kinks}; with Hvp {_second}, seen to allocate nothing {_free}");
        Console.WriteLine(string.Join(", ", _outcomes.Select(o => $"{o.Key} {o.Value}")));
        foreach ((string message, int times) in _messages.OrderByDescending(m => m.Value))
        {
            Console.WriteLine($"{times,7} {message}");
        }

        Console.WriteLine("constructs in the right ones: " + string.Join(", ", _constructs.Select(c => $"{c.Key} {c.Value}")));
    }

    private string Share(int part) => Right == 0 ? "-" : (100.0 * part / Right).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
