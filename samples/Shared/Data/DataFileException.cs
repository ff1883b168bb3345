using System;

namespace DiffGen.Samples.Data;

/// <summary>A data file that is not what it should be. The message names the file, what was found and what was expected.</summary>
internal sealed class DataFileException : Exception
{
    public DataFileException(string file, string problem)
        : base($"{file}: {problem}")
    {
    }

    public DataFileException(string file, string problem, Exception inner)
        : base($"{file}: {problem}", inner)
    {
    }
}
