namespace DiffGen;

/// <summary>Something that remembers: an optimizer, a schedule that reacts to losses, the position in a shuffled data set.</summary>
/// <remarks>
/// What it remembers is plain data. One method names all of it, for writing and for reading alike, so that the two cannot disagree:
/// <see cref="StateSnapshot"/> copies it to bytes and back, and a checkpoint keeps it in a file.
/// </remarks>
public interface IStateful
{
    /// <summary>Shows every remembered number to a visitor, which reads it or writes it.</summary>
    /// <param name="visitor">Who reads or writes. Visit the same names in the same order at every call, whatever the numbers are.</param>
    void VisitState(StateVisitor visitor);
}
