using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>An element of a buffer that is read or written, and where: the loops around it, outermost first.</summary>
internal sealed record ElementPlace(Value Buffer, Value Index, int Position, ImmutableArray<Op> Loops);

/// <summary>
/// Which writes touch no element that has been read before: elimination reads <c>a[k·n + j]</c> and writes <c>a[i·n + j]</c> of rows <c>i &gt; k</c> from then on. A write runs behind a read in a later
/// iteration of a loop around both, or in the same one where it stands behind it. In each of these cases the one element lies above or below the other, or both lie in columns
/// <c>0 … n − 1</c> of rows of n elements, and their rows or columns differ.
/// </summary>
internal sealed class LaterElements
{
    /// <summary>Substitutions that are tried for one pair of elements in one case.</summary>
    private const int MostSteps = 300;

    private const int Deepest = 10;

    private readonly IntegerForms _integers;

    public LaterElements(IntegerForms integers) => _integers = integers;

    /// <summary>Whether no write that runs behind the read touches its element. Both are of one memory.</summary>
    /// <param name="read">An element that is read, or written first.</param>
    /// <param name="write">An element that is written; may be the first one, in later iterations.</param>
    /// <param name="within">Of so many loops around the read, the outermost ones, only the iteration at hand counts.</param>
    public bool AreOthers(ElementPlace read, ElementPlace write, int within)
    {
        if (_integers.ElementOf(read.Buffer, read.Index) is not { } element || _integers.ElementOf(write.Buffer, write.Index) is not { } written)
        {
            return false;
        }

        int common = 0;
        while (common < read.Loops.Length && common < write.Loops.Length && ReferenceEquals(read.Loops[common], write.Loops[common]))
        {
            common++;
        }

        for (int at = within; at < common; at++)
        {
            if (!new Case(_integers, read, write, read.Loops[at]).Differ(element, written))
            {
                return false;
            }
        }

        return write.Position <= read.Position || new Case(_integers, read, write, null).Differ(element, written);
    }

    /// <summary>What holds where the write runs in a later iteration of a loop, or in the same iterations as the read: numbers that change in that loop are others for it, with names of their own.</summary>
    private sealed class Case(IntegerForms integers, ElementPlace read, ElementPlace write, Op? later)
    {
        private const int FirstRenamed = 1 << 28;

        private int _steps = MostSteps;

        /// <summary>What is looked for holds whenever a loop has chosen, not only where read and write run.</summary>
        private bool _isOfAnyTime;

        public bool Differ(IntegerForm element, IntegerForm written)
        {
            if (Renamed(written) is not { } other || other - element is not { } distance)
            {
                return false;
            }

            if (IsNonZero(distance))
            {
                return true;
            }

            foreach (int stride in element.Terms.Concat(other.Terms).Where(t => t.Values.Length > 1).SelectMany(t => t.Values).Distinct().ToArray())
            {
                IntegerForm length = IntegerForm.Of(stride);
                if (element.FactorOf(stride) is { } row && other.FactorOf(stride) is { } otherRow && !row.Mentions(stride) && !otherRow.Mentions(stride)
                    && element.With(stride, IntegerForm.Zero) is { } column && other.With(stride, IntegerForm.Zero) is { } otherColumn
                    && IsWithin(column, length) && IsWithin(otherColumn, length)
                    && (IsNonZero(otherColumn - column) || IsNonZero(otherRow - row)))
                {
                    return true;
                }
            }

            return false;
        }

        private bool IsWithin(IntegerForm column, IntegerForm length) => IsNatural(column, Deepest) && IsNatural(length - column - IntegerForm.Constant(1), Deepest);

        private bool IsNonZero(IntegerForm? number) => IsNatural(number - IntegerForm.Constant(1), Deepest) || IsNatural(IntegerForm.Zero - number - IntegerForm.Constant(1), Deepest);

        /// <summary>Zero or more: each number at its least or its greatest, as the sign of its factor asks, those of inner loops first.</summary>
        private bool IsNatural(IntegerForm? form, int depth)
        {
            if (form is null)
            {
                return false;
            }

            if (form.Number is { } number)
            {
                return number >= 0;
            }

            if (depth == 0 || _steps-- <= 0)
            {
                return false;
            }

            foreach (int id in form.Values.OrderByDescending(DepthOf).ThenByDescending(id => id).ToArray())
            {
                if (form.FactorOf(id) is not { } factor || SignOf(factor, depth - 1) is not { } sign)
                {
                    continue;
                }

                IntegerForm?[] ends = Ends(id, least: sign > 0).ToArray();
                if (ends.Length > 0)
                {
                    return ends.Any(end => end is not null && !end.Mentions(id) && IsNatural(form.With(id, end), depth - 1));
                }
            }

            return false;
        }

        private int? SignOf(IntegerForm factor, int depth) => factor.Number is { } number
            ? number > 0 ? 1 : -1
            : IsNatural(factor, depth) ? 1 : IsNatural(IntegerForm.Zero - factor, depth) ? -1 : null;

        /// <summary>Numbers that a value is not below, or not above.</summary>
        private IEnumerable<IntegerForm?> Ends(int id, bool least)
        {
            bool isRenamed = id >= FirstRenamed;
            int original = isRenamed ? id - FirstRenamed : id;
            if (integers.CountedBy(original) is { } loop)
            {
                if (ReferenceEquals(loop, later) && isRenamed && integers.UnitStep(loop) is { } step && least == step > 0)
                {
                    yield return IntegerForm.Of(original) + IntegerForm.Constant(step);
                }

                yield return Of(integers.End(loop, least));
                yield break;
            }

            if (least && integers.IsLengthValue(original))
            {
                yield return IntegerForm.Zero;
            }

            if (_isOfAnyTime)
            {
                yield break;
            }

            if (integers.DefinitionOf(original) is For choosing && Found(choosing, original, least) is { } found)
            {
                yield return Of(found);
            }

            // A loop that runs has a first iteration: n is above k where j goes from k + 1 to n.
            foreach ((Op around, bool isWrite) in read.Loops.Select(l => (l, false)).Concat(write.Loops.Select(l => (l, true))))
            {
                if (around is For running && integers.End(running, least: false) - integers.End(running, least: true) is { } span && (isWrite ? Renamed(span) : span) is { } room
                    && room.FactorOf(id)?.Number is { } factor && factor == (least ? 1 : -1) && room.With(id, IntegerForm.Zero) is { } rest)
                {
                    yield return least ? IntegerForm.Zero - rest : rest;
                }
            }

            IntegerForm? Of(IntegerForm? form) => isRenamed && form is not null ? Renamed(form) : form;
        }

        /// <summary>What a loop chooses among its first number and others is not below the first where none of the others is, nor above it where none of them is.</summary>
        private IntegerForm? Found(For loop, int id, bool least)
        {
            int position = loop.Outputs.Select(o => o.Id).ToList().IndexOf(id);
            if (position < 0)
            {
                return null;
            }

            IntegerForm first = integers.FormOf(loop.Initial[position]);
            _isOfAnyTime = true;
            bool isEnd = Chosen(loop.Body.Yields[position], 4) is { } others && others.All(o => IsNatural(least ? o - first : first - o, Deepest));
            _isOfAnyTime = false;
            return isEnd ? first : null;

            // The numbers that a value may be but for what the loop carries itself; null where they are not known.
            List<IntegerForm>? Chosen(Value value, int depth)
            {
                if (value.Equals(loop.Carried[position]))
                {
                    return [];
                }

                if (integers.DefinitionOf(value.Id) is not If branch)
                {
                    return [integers.FormOf(value)];
                }

                int at = branch.Outputs.IndexOf(value);
                return depth > 0 && Chosen(branch.Then.Yields[at], depth - 1) is { } a && Chosen(branch.Else.Yields[at], depth - 1) is { } b ? [.. a, .. b] : null;
            }
        }

        /// <summary>The form as the write sees it.</summary>
        private IntegerForm? Renamed(IntegerForm form)
        {
            IntegerForm? renamed = form;
            foreach (int id in form.Values.Where(v => later is not null && v < FirstRenamed && integers.VariesIn(later, v)).ToArray())
            {
                renamed = renamed?.With(id, IntegerForm.Of(id + FirstRenamed));
            }

            return renamed;
        }

        private int DepthOf(int id) => integers.DepthOf(id >= FirstRenamed ? id - FirstRenamed : id);
    }
}
