using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GradientsWithoutBackprop.Experiments;

namespace GradientsWithoutBackprop.Report;

/// <summary>A short name for numbers: two runs with one digest ended in the same bits.</summary>
internal static class Digest
{
    /// <summary>The first 16 hexadecimal digits of the SHA-256 of all final parameters.</summary>
    public static string Of(IEnumerable<ITrainingRun> runs)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ITrainingRun run in runs)
        {
            hash.AppendData(MemoryMarshal.AsBytes(run.Parameters));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
