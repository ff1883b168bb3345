namespace DiffGen.Generator.Vectorize;

/// <summary>How the lanes go through a loop together.</summary>
internal enum LoopForm
{
    /// <summary>All lanes run it equally often: it stays as it is.</summary>
    Uniform,

    /// <summary>The lanes start together and leave one by one; the index is the same in all that are still in it.</summary>
    FromStart,

    /// <summary>As <see cref="FromStart"/>, with an index of its own in each lane.</summary>
    FromStartOwnIndex,

    /// <summary>The lanes enter one by one and end together, as a loop that undoes one of the forms above must; the index is the same in all that are in it.</summary>
    ToEnd,

    /// <summary>As <see cref="ToEnd"/>, with an index of its own in each lane.</summary>
    ToEndOwnIndex,
}
