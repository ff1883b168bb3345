using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace DiffGen.Generator.Expectation;

/// <summary>A sum of scores that the surrogate carries along.</summary>
/// <param name="Scope">The number of the loop whose iterations each begin it at zero; −1: the method does.</param>
/// <param name="Sites">The sites whose scores it adds up, by the ids of their draws.</param>
internal sealed record ScoreSum(int Scope, ImmutableArray<int> Sites);

/// <summary>Which sums of scores there are, and which of them a term of the cost is charged with: sites that the same terms depend on share one.</summary>
internal sealed class ScoreSums
{
    private readonly Dictionary<Use, List<int>> _ofTerm = [];

    public ScoreSums(SiteChoices choices)
    {
        var terms = new Dictionary<(int Site, int Scope), List<Use>>();
        foreach (KeyValuePair<Use, Marks> term in choices.Terms)
        {
            foreach (IGrouping<int, KeyValuePair<Way, Mark>> site in term.Value.GroupBy(w => w.Key.Site).Where(s => choices.Sites[s.Key].Scored.Contains(term.Key)))
            {
                int level = site.Min(w => w.Value.Level);
                int scope = level == 0 ? -1 : choices.Dependence.LoopsOf(site.Key)[level - 1];
                if (!terms.TryGetValue((site.Key, scope), out List<Use>? charged))
                {
                    terms[(site.Key, scope)] = charged = [];
                }

                charged.Add(term.Key);
            }
        }

        foreach (IGrouping<string, KeyValuePair<(int Site, int Scope), List<Use>>> alike in terms.GroupBy(t => t.Key.Scope + ":" + string.Join(" ", t.Value)))
        {
            KeyValuePair<(int Site, int Scope), List<Use>> first = alike.First();
            foreach (Use use in first.Value)
            {
                if (!_ofTerm.TryGetValue(use, out List<int>? sums))
                {
                    _ofTerm[use] = sums = [];
                }

                sums.Add(All.Count);
            }

            All.Add(new ScoreSum(first.Key.Scope, alike.Select(t => t.Key.Site).ToImmutableArray()));
        }
    }

    public List<ScoreSum> All { get; } = [];

    /// <summary>The terms that are charged with a sum.</summary>
    public IReadOnlyCollection<Use> TermsOf(int sum) => _ofTerm.Where(t => t.Value.Contains(sum)).Select(t => t.Key).ToArray();

    /// <summary>The sums that a term is charged with, by their numbers.</summary>
    public IReadOnlyList<int> OfTerm(Use term) => _ofTerm.TryGetValue(term, out List<int>? sums) ? sums : [];
}
