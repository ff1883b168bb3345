using System.ComponentModel;

namespace DiffGen.CompilerServices;

/// <summary>Adds the numbers of a struct to those of another. Used by generated code.</summary>
/// <param name="sum">What is added to; its members that are no numbers stay as they are.</param>
/// <param name="term">What is added.</param>
/// <typeparam name="T">The struct.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void ElementAdder<T>(ref T sum, in T term);
