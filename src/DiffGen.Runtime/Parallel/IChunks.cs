using System.ComponentModel;

namespace DiffGen.CompilerServices;

/// <summary>Work in parts that may run on several threads at once. Implemented by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IChunks
{
    /// <summary>Runs one part.</summary>
    /// <param name="chunk">Its number, from 0.</param>
    void Run(int chunk);
}
