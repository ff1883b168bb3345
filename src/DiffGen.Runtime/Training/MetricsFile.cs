using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;

namespace DiffGen.Training;

/// <summary>A table of numbers on disk that grows by rows. Every row is written whole, with all digits.</summary>
/// <remarks>
/// The state is the length of the file: a run that goes on from a checkpoint cuts off the rows that came after it, and writes them again. A run that does
/// not go on from anything begins the file anew with its first row.
/// </remarks>
public sealed class MetricsFile : IStateful, IDisposable
{
    private readonly Stream _stream;
    private readonly Action _sync;
    private readonly string _path;
    private readonly string[] _columns;
    private readonly ArrayBufferWriter<byte> _row = new();
    private long _length;
    private bool _cuts = true;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="format">Its format.</param>
    /// <param name="columns">The names of the numbers of a row.</param>
    /// <exception cref="ArgumentException">A name is empty or comes twice.</exception>
    public MetricsFile(string path, MetricsFormat format, params ReadOnlySpan<string> columns)
        : this(Open(path), path, format, columns)
    {
    }

    /// <summary>Takes a stream; for tests.</summary>
    internal MetricsFile(Stream stream, string path, MetricsFormat format, params ReadOnlySpan<string> columns)
    {
        HashSet<string> names = [];
        foreach (string column in columns)
        {
            if (string.IsNullOrEmpty(column) || !names.Add(column))
            {
                throw new ArgumentException($"columns has '{column}', which is empty or comes twice.", nameof(columns));
            }
        }

        _stream = stream;
        _sync = stream is FileStream file ? () => file.Flush(flushToDisk: true) : stream.Flush;
        _path = path;
        Format = Settings.Defined(format);
        _columns = columns.ToArray();
    }

    /// <summary>The format.</summary>
    public MetricsFormat Format { get; }

    /// <summary>The names of the numbers of a row.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Appends a row.</summary>
    /// <param name="values">Its numbers, in the order of the columns; null for what was not measured.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers than columns.</exception>
    /// <exception cref="InvalidDataException">The file is shorter than it was when the checkpoint was written.</exception>
    public void Append(params ReadOnlySpan<double?> values)
    {
        if (values.Length != _columns.Length)
        {
            throw new ArgumentException($"values has length {values.Length}, but there are {_columns.Length} columns.", nameof(values));
        }

        CutOff();
        _row.ResetWrittenCount();
        if (Format == MetricsFormat.Csv)
        {
            WriteCsv(values);
        }
        else
        {
            WriteJson(values);
        }

        _stream.Write(_row.WrittenSpan);
        _length += _row.WrittenCount;
    }

    /// <summary>Visits the length of the file, and makes sure that so much of it is on the disk.</summary>
    /// <param name="visitor">Who reads or writes.</param>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        if (!_cuts)
        {
            _sync();
        }

        long before = _length;
        visitor.Number("length", ref _length);
        _cuts |= _length != before;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();

    private static FileStream Open(string path) => new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>Before the first row: what lies behind the state's length is not this run's.</summary>
    private void CutOff()
    {
        if (!_cuts)
        {
            return;
        }

        if (_stream.Length < _length)
        {
            throw new InvalidDataException(
                $"'{_path}' has {_stream.Length} bytes, but had {_length} when the checkpoint was written; restore the file, or begin anew without the checkpoint.");
        }

        _stream.SetLength(_length);
        _stream.Position = _length;
        _cuts = false;
    }

    private void WriteCsv(ReadOnlySpan<double?> values)
    {
        StringBuilder line = new();
        if (_length == 0)
        {
            line.AppendJoin(',', Array.ConvertAll(_columns, Quote)).Append('\n');
        }

        for (int i = 0; i < values.Length; i++)
        {
            line.Append(i == 0 ? "" : ",").Append(values[i]?.ToString("R", CultureInfo.InvariantCulture));
        }

        line.Append('\n');
        _row.Write(Encoding.UTF8.GetBytes(line.ToString()));
    }

    private void WriteJson(ReadOnlySpan<double?> values)
    {
        using (Utf8JsonWriter json = new(_row))
        {
            json.WriteStartObject();
            for (int i = 0; i < values.Length; i++)
            {
                if (values[i] is not double value)
                {
                    continue;
                }

                if (double.IsFinite(value))
                {
                    json.WriteNumber(_columns[i], value);
                }
                else
                {
                    json.WriteString(_columns[i], double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
                }
            }

            json.WriteEndObject();
        }

        _row.Write("\n"u8);
    }

    private static string Quote(string name) =>
        name.AsSpan().ContainsAny(",\"\n\r") ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
}
