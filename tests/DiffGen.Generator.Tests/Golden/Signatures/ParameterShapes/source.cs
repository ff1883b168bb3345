using System;
using DiffGen;

namespace Golden.Signatures;

/// <summary>Its shapes are set by a constructor, so the buffer is made when it is first asked for.</summary>
[Differentiable]
public partial class Table
{
    private const int Channels = 3;

    private readonly int _rows;

    public Table(int rows, int columns)
    {
        _rows = rows;
        Columns = columns;
        Cells.Fill(1);
    }

    public Table(int size)
        : this(size, size)
    {
    }

    public int Columns { get; }

    [Shape(nameof(_rows), nameof(Columns), nameof(Channels))] public partial Span<double> Cells { get; }

    [Shape(nameof(Columns))] protected internal partial Span<double> Header { get; }
}

/// <summary>Names from a constructor's parameter and from a member; a name that C# reserves; names that the storage has too.</summary>
[Differentiable]
public sealed partial class Odd(int @class, int Count, bool isWide)
{
    private int Start => isWide ? 2 : 1;

    [Shape(nameof(@class), nameof(Count))] public partial Span<float> @event { get; }

    [Shape(nameof(Start))] internal partial Span<float> Buffer { get; }
}

/// <summary>No shape: all its members are numbers.</summary>
[Differentiable]
internal sealed partial class Pendulum
{
    public partial double Length { get; set; }

    public partial double Damping { get; set; }
}
