using System.Text;

namespace DiffGen.Generator.Emit;

/// <summary>Lines of C#, indented by four spaces a level: whole ones, or piece by piece.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text = "")
    {
        if (text.Length > 0)
        {
            Begin().Append(text);
        }

        _text.Append('\n');
    }

    public void Open(string? head = null)
    {
        if (head is not null)
        {
            Line(head);
        }

        Line("{");
        _depth++;
    }

    public void Close(string tail = "}")
    {
        _depth--;
        Line(tail);
    }

    /// <summary>Begins a line that is written piece by piece.</summary>
    public CodeWriter Begin()
    {
        _text.Append(' ', 4 * _depth);
        return this;
    }

    public CodeWriter Append(string text)
    {
        _text.Append(text);
        return this;
    }

    public CodeWriter Append(char letter)
    {
        _text.Append(letter);
        return this;
    }

    /// <summary>A part of a text.</summary>
    public CodeWriter Append(string text, int start, int count)
    {
        _text.Append(text, start, count);
        return this;
    }

    /// <summary>Ends the line that was begun.</summary>
    public void End(string tail) => _text.Append(tail).Append('\n');

    /// <summary>Where the next piece goes.</summary>
    public int Position => _text.Length;

    /// <summary>The letter at a position, or <c>'\0'</c> where nothing is written yet.</summary>
    public char this[int position] => position < _text.Length ? _text[position] : '\0';

    /// <summary>Takes back what was written from a position on.</summary>
    public string Take(int from)
    {
        string taken = _text.ToString(from, _text.Length - from);
        _text.Length = from;
        return taken;
    }

    public override string ToString() => _text.ToString();
}
