using System;
using System.ComponentModel;

namespace DiffGen.CompilerServices;

/// <summary>
/// What a scalar method does, on vectors whose lanes are calls. A mask has all bits of a lane where the lane is on, and none where it is off. Used by
/// generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
    /// <summary>The exception with which a kernel ends where one of its calls throws; the caller then runs them one by one.</summary>
    /// <returns>An exception that never reaches the user.</returns>
    public static Exception Left() => new LeftException();

    private sealed class LeftException() : Exception("A call of a batch throws; the calls are run one by one to find the first that does.");
}
