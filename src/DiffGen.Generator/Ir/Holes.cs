using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace DiffGen.Generator.Ir;

/// <summary>The holes of a template of C#: <c>{0}</c>, <c>{1}</c>, …</summary>
internal static class Holes
{
    /// <summary>An argument may stand in more than one place: none does where this is false.</summary>
    public static bool AnyRepeated(string template)
    {
        ulong met = 0;
        for (int at = 0; Next(template, at) is { } hole; at = hole.End)
        {
            ulong bit = 1UL << hole.Argument;
            if ((met & bit) != 0)
            {
                return true;
            }

            met |= bit;
        }

        return false;
    }

    /// <summary>The argument stands in more than one place.</summary>
    public static bool IsRepeated(string template, int argument)
    {
        bool isFound = false;
        for (int at = 0; Next(template, at) is { } hole; at = hole.End)
        {
            if (hole.Argument == argument)
            {
                if (isFound)
                {
                    return true;
                }

                isFound = true;
            }
        }

        return false;
    }

    /// <summary>The template with holes for those arguments alone that stand in it, and these: nothing need be kept for the others.</summary>
    public static (string Template, ImmutableArray<Value> Arguments) Filled(string template, ImmutableArray<Value> arguments)
    {
        var numbers = new Dictionary<int, int>();
        var used = ImmutableArray.CreateBuilder<Value>();
        var text = new StringBuilder();
        int behind = 0;
        for (int at = 0; Next(template, at) is { } hole; at = behind = hole.End)
        {
            if (!numbers.TryGetValue(hole.Argument, out int number))
            {
                numbers[hole.Argument] = number = used.Count;
                used.Add(arguments[hole.Argument]);
            }

            text.Append(template, behind, hole.Start - behind).Append('{').Append(number.ToString(CultureInfo.InvariantCulture)).Append('}');
        }

        return (text.Append(template, behind, template.Length - behind).ToString(), used.ToImmutable());
    }

    /// <summary>The first hole from a position on: where it begins, the position behind it, and the number of the argument that it takes; null where there is none.</summary>
    public static (int Start, int End, int Argument)? Next(string template, int from)
    {
        for (int start = template.IndexOf('{', from); start >= 0; start = template.IndexOf('{', start + 1))
        {
            int end = start + 1, argument = 0;
            for (; end < template.Length && template[end] is >= '0' and <= '9'; end++)
            {
                argument = (10 * argument) + (template[end] - '0');
            }

            if (end > start + 1 && end < template.Length && template[end] == '}')
            {
                return (start, end + 1, argument);
            }
        }

        return null;
    }
}
